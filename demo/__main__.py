"""`python -m demo [FOLDER]` writes the demo clients' exports and their stored truth, always the same bytes."""

import sys
from pathlib import Path

from demo import helio_crm, lotus_cafe, mira_shop


def main(folder: Path) -> None:
    """Write every file of the three clients below the folder, and say how much that is."""
    for client in (lotus_cafe, helio_crm, mira_shop):
        files = client.make()
        for path, content in files.items():
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
        print(f"{client.CLIENT}: {len(files)} files, {sum(map(len, files.values())) / 1000:,.0f} kB")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parent.parent)
