"""Survey exports, SurveyMonkey's and others of the same make: one row per respondent, a column per question."""

import re

import pandas as pd

from socialroi.sources.block import Block, as_text, plain, stripped
from socialroi.sources.near_names import one_letter_off
from socialroi.sources.part import LINES, Context, Part
from socialroi.sources.repeats import again
from socialroi.sources.take import Take

NAME = "survey"
_AT = (
    "End Date", "EndDate", "Recorded Date", "RecordedDate", "Date Submitted", "Submitted At", "Submit Date (UTC)",
    "Submission Date", "Completed at", "Completion time", "Response Date", "Timestamp", "Date",
)  # fmt: skip
_IDS = ("Respondent ID", "Response ID", "ResponseId", "Submission ID", "Token", "#", "ID")
_PERSON = (*_IDS, "Email", "Email Address")
_SOURCE = ("utm_source", "Source", "Channel")
_NPS = re.compile(r"\bnps\b|net promoter|likely .*recommend|recommend .*(friend|colleague)")
_CSAT = re.compile(r"\bcsat\b|how satisfied|satisfaction")
_TELLING = ("nps", "csat", "recommend", "satisfied", "satisfaction")
_NO_SCORE = re.compile(r"categor|\btype\b|segment|\bgroup\b|comment|reason|\bwhy\b|feedback|other \(")
_SCALE = re.compile(r"\b[01]\s*(?:-|–|to|…)\s*(\d+)|out of (\d+)|/\s*(\d+)\)?$")
_WORDS = {
    "very dissatisfied": 1, "dissatisfied": 2, "somewhat dissatisfied": 2, "neither satisfied nor dissatisfied": 3,
    "neutral": 3, "satisfied": 4, "somewhat satisfied": 4, "very satisfied": 5,
}  # fmt: skip
_OF_SEVEN = (("satisfied", "somewhat satisfied"), ("dissatisfied", "somewhat dissatisfied"))  # both of a pair: a scale of seven
_OTHER_SCALES = (3, 4, 5, 6, 7, 9, 100)  # a number that a header with a date ends in is none
_NO_ANSWER = ("", "n/a", "na", "-", "not applicable", "don't know", "prefer not to say", "skipped")


def recognise(block: Block) -> bool:
    """By a column of scores (NPS or satisfaction) beside a respondent and a time; not the kit's own surveys.csv."""
    if block.has("Requester") or block.has("question", "score") or not _questions(block):
        return False
    person = block.position(*_PERSON) is not None or block.has("Timestamp")
    return person and block.position(*_AT) is not None


def _questions(block: Block) -> dict[int, str]:
    """Place and name of each question with a score: `nps`, `csat`, or its own words where several ask for satisfaction."""
    scored = {place: name for place, name in enumerate(block.names) if not _NO_SCORE.search(name)}
    nps = [place for place, name in scored.items() if _NPS.search(name)]
    csat = [place for place, name in scored.items() if _CSAT.search(name) and place not in nps]
    overall = [place for place in csat if "overall" in scored[place]] or csat
    named = {place: "nps" if len(nps) == 1 else block.header[place] for place in nps}
    return named | {place: "csat" if [place] == overall else block.header[place] for place in csat}


def repeats(block: Block, context: Context) -> pd.Series:
    """True for a respondent who stands twice with the same answers. A mail address is no id: a person can answer twice."""
    known = [name for name in _IDS if block.has(name)]
    return again(block, known[:1])


def read(block: Block, context: Context) -> Part:
    """One row per score; a respondent who gave none is counted and not used. Names, mails, ip and free answers do not stay."""
    block = _without_second_header(block)
    take = Take(block, context, private=True)
    day = take.need(take.day(*_AT), *_AT)
    questions = _questions(block)
    _refuse_near_questions(take, questions)
    scores = {place: _scores(take, place) for place in questions}
    columns = {"day": day, "source": take.text(*_SOURCE)} | {f"_{place}": found for place, (found, _) in scores.items()}
    part = take.part(NAME, "surveys", columns)
    scales = {place: scale for place, (_, scale) in scores.items()}
    frame = _long(part.frame, questions, scales)
    unused = len(part.frame) - frame["row"].nunique()
    unscaled = sorted({questions[place] for place, scale in scales.items() if scale is None})
    notes = [f"{unused} respondents gave no score"] if unused else []
    notes += [f"'{name}' does not say its highest score" for name in unscaled]
    return Part(**{**vars(part), "frame": frame, "unused": unused, "note": "; ".join(notes)})


def _refuse_near_questions(take: Take, questions: dict[int, str]) -> None:
    """A question whose telling word is one letter off would be left out without a word."""
    others = [name for place, name in enumerate(take.block.header) if place not in questions]
    for name in others:
        for word, known in one_letter_off(_TELLING, plain(name).split()):
            fix = "download the file again, or correct the header"
            take.tell(f"a question with '{word}'", f"'{known}'", fix, row=take.block.header_row, column=name)


def _without_second_header(block: Block) -> Block:
    """SurveyMonkey names the choices in the row below the questions, where no respondent stands."""
    if not len(block.body):
        return block
    places = [place for names in (_PERSON, _AT) if (place := block.position(*names)) is not None]
    is_header = all(as_text(block.body[place].iloc[0]).strip() == "" for place in places)
    return block.only(pd.Series(block.body.index != block.body.index[0])) if is_header else block


def _scores(take: Take, place: int) -> tuple[pd.Series, int | None]:
    """The scores, and the highest that can be given: 10 for NPS, else as header or answers say it, else unknown."""
    header = take.block.header[place]
    texts = stripped(take.block.body[place])
    plainly = texts.str.lower().str.replace("’", "'")
    number = plainly.str.extract(r"^(\d{1,3})(?:\.0+)?(?:\s*[-–:(].*)?$")[0].astype("float64")
    _refuse_seven(take, header, set(plainly))
    worded = plainly.map(_WORDS).astype("float64")
    scores = number.where(number.notna(), worded)
    stated = _scale(header, worded)
    most = 10 if _NPS.search(plain(header)) else stated
    if _NPS.search(plain(header)) and stated in _OTHER_SCALES:
        fix = "delete the column, or put its answers into surveys.csv under another name"
        take.tell(
            f"a recommendation on a scale to {stated}", "answers from 0 to 10, as the score counts them", fix, column=header
        )
    wrong = (scores.isna() & ~plainly.isin(_NO_ANSWER)) | (scores > (most or 100))
    take.refuse(wrong, (header,), f"a score of at most {most or 100}", "correct the cell, or delete the row")
    return scores.where(~wrong), most


def _refuse_seven(take: Take, header: str, words: set[str]) -> None:
    for one, other in (pair for pair in _OF_SEVEN if words.issuperset(pair)):
        fix = "export the answers as numbers, with the scale in the question, such as (1-7)"
        take.tell(f"the answers '{one}' and '{other}' to one question", "the words of a scale of five", fix, column=header)


def _scale(header: str, worded: pd.Series) -> int | None:
    found = _SCALE.search(plain(header))
    if found:
        return int(next(group for group in found.groups() if group))
    return 5 if worded.notna().any() else None


def _long(frame: pd.DataFrame, questions: dict[int, str], scales: dict[int, int | None]) -> pd.DataFrame:
    """A row per score. The first score of a respondent stands for the row of the export, the others for none."""
    pieces = [
        frame[["row", "day", "source"]].assign(question=name, score=frame[f"_{place}"], scale_max=float(scales[place] or "nan"))
        for place, name in questions.items()
    ]
    whole = pd.concat(pieces, ignore_index=True)
    whole = whole[whole["score"].notna()].sort_values("row", kind="stable", ignore_index=True)
    return whole.assign(**{LINES: (~whole["row"].duplicated()).astype("int64")})
