"""Asks a question and prints the answers with their sources: python3 examples/ask.py "CÂU HỎI"."""

import argparse
import json
import sys
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen


def ask(service: str, question: str) -> dict[str, Any]:
    """The reply of POST /v1/ask."""
    body = json.dumps({"question": question}).encode()
    request = Request(f"{service}/v1/ask", body, {"Content-Type": "application/json"})
    with urlopen(request, timeout=60) as response:
        reply: dict[str, Any] = json.load(response)
    return reply


def lines(service: str, answer: dict[str, Any]) -> list[str]:
    """The sentence, and below it where it stands."""
    citation = answer["citation"]
    source = [citation["title"], citation["place"], citation["publisher"], citation["published_at"]]
    return [f"“{answer['text']}”", f"   {' · '.join(filter(None, source))}", f"   {service}/{citation['source_link']}"]


def main() -> None:
    """Reads the command line, asks, prints."""
    parser = argparse.ArgumentParser(description="Hỏi một câu và in câu trả lời kèm nguồn.")
    parser.add_argument("question", metavar="CÂU_HỎI")
    parser.add_argument("--service", default="http://127.0.0.1:8000", help="Địa chỉ của dịch vụ.")
    given = parser.parse_args()
    service = given.service.rstrip("/")
    try:
        reply = ask(service, given.question)
    except HTTPError as error:
        sys.exit(json.load(error)["detail"])  # always one Vietnamese sentence
    if reply["abstained"]:
        print("Tài liệu không nói về điều này.")
        if reply["nearest"]:
            print("Những câu gần nhất, không phải câu trả lời:")
    if reply["message"]:
        print(reply["message"])
    for answer in reply["answers"] or reply["nearest"]:
        print("\n".join(lines(service, answer)))


if __name__ == "__main__":
    main()
