"""Checks whether a quotation stands in the documents, word for word: python3 examples/verify.py "LỜI TRÍCH".

Exits with 1 unless it does.
"""

import argparse
import json
import sys
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen


def verify(service: str, citation: dict[str, Any]) -> dict[str, Any]:
    """The result for one citation: an answer or a citation as it was returned, or `{"quote": …}`."""
    body = json.dumps({"citations": [citation]}).encode()
    request = Request(f"{service}/v1/verify", body, {"Content-Type": "application/json"})
    with urlopen(request, timeout=60) as response:
        result: dict[str, Any] = json.load(response)["results"][0]
    return result


def main() -> None:
    """Reads the command line, verifies, prints."""
    parser = argparse.ArgumentParser(description="Kiểm tra một lời trích có đúng nguyên văn hay không.")
    parser.add_argument("quote", metavar="LỜI_TRÍCH")
    parser.add_argument("--service", default="http://127.0.0.1:8000", help="Địa chỉ của dịch vụ.")
    given = parser.parse_args()
    service = given.service.rstrip("/")
    try:
        result = verify(service, {"quote": given.quote})
    except HTTPError as error:
        sys.exit(json.load(error)["detail"])  # always one Vietnamese sentence
    print(f"{result['status']}: {result['message']}")
    for citation in filter(None, [result["citation"], *result["also_in"]]):
        print(f"   {citation['title']}\n   {service}/{citation['source_link']}")
    if result["nearest"]:
        print(f"   Gần nhất, không phải lời trích: “{result['nearest']['text']}”")
    sys.exit(0 if result["status"] == "exact" else 1)


if __name__ == "__main__":
    main()
