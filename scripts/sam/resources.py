"""Counts the resources of a template after SAM's transform: what CloudFormation limits to 500.

Usage: .aws-sam/venv/bin/python scripts/sam/resources.py [template.yaml]
Prints a line for each type, most first, then the total. `--json` prints the transformed template instead.
"""

import json
import os
import sys
from collections import Counter

from samcli.yamlhelper import yaml_parse
from samtranslator.translator.transform import transform


# The transform wants one; the resources are the same in each.
os.environ.setdefault("AWS_DEFAULT_REGION", "eu-central-1")


class NoManagedPolicies:
    """The template writes its statements out, so that no managed policy has to be looked up in an account."""

    def load(self):
        return {}


def main() -> None:
    arguments = [each for each in sys.argv[1:] if each != "--json"]
    with open(arguments[0] if arguments else "template.yaml", encoding="utf8") as file:
        template = yaml_parse(file.read())
    for resource in template["Resources"].values():
        properties = resource.get("Properties", {})
        if resource["Type"] == "AWS::Serverless::Function":
            # `sam package` would have put the code there.
            properties["CodeUri"] = "s3://bucket/key"
    template["Globals"]["Function"].pop("CodeUri", None)
    result = transform(template, {}, NoManagedPolicies())
    if "--json" in sys.argv:
        print(json.dumps(result, indent=2))
        return
    counts = Counter(resource["Type"] for resource in result["Resources"].values())
    for name, count in counts.most_common():
        print(f"{count:4} {name}")
    print(f"{counts.total():4} in all")


if __name__ == "__main__":
    main()
