"""Reports of mail campaigns (Klaviyo, Constant Contact): recognised and accounted for."""

from socialroi.sources.block import Block
from socialroi.sources.part import Context, Part
from socialroi.sources.take import Take

NAME = "mail_campaigns"
_SENT = ("Sends", "Total Recipients", "Recipients", "Time Sent", "Send Time", "Emails Sent", "Sent")


def recognise(block: Block) -> bool:
    """By campaigns that were sent and opened."""
    named = block.position("Campaign Name", "Email Name") is not None
    return named and block.has("Open Rate") and block.position(*_SENT) is not None


def read(block: Block, context: Context) -> Part:
    """No row is taken: mail is not social media, and its opens and clicks are none of the kit's tables."""
    return Take(block, context).unused(NAME, "mail is not social media: not used")
