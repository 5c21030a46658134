"""Social ROI Kit: what social media marketing really brought back."""

__version__ = "0.1.0"
