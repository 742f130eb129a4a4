"""Templates as lines of JSON; what SAM's own translator makes of each, or why it makes nothing."""
import json
import os
import sys

os.environ.setdefault("AWS_DEFAULT_REGION", "eu-west-1")

from samtranslator.model.exceptions import InvalidDocumentException
from samtranslator.parser.parser import Parser
from samtranslator.translator.transform import transform


class NoPolicies:
    def load(self):
        return {}


for line in sys.stdin:
    try:
        print(json.dumps(transform(json.loads(line), {}, NoPolicies())))
    except InvalidDocumentException as refusal:
        print(json.dumps({"refused": "; ".join([cause.message for cause in refusal.causes])}))
