"""Would the container that the files describe be built, be safe, and be found healthy?

No engine is asked: the compose file is held against the schema of the Compose Specification (as `check-jsonschema`
ships it), and both files against what the service promises.
"""

import ast
import json
import re
import shlex
from fnmatch import fnmatchcase
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
PORT = "8000"
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text("utf-8"))
API: dict[str, Any] = COMPOSE["services"]["api"]


def dockerfile() -> list[tuple[str, str]]:
    """The Dockerfile as (instruction, arguments), comments gone and continued lines joined."""
    text = re.sub(r"^\s*#.*\n", "", (ROOT / "Dockerfile").read_text("utf-8"), flags=re.MULTILINE)
    lines = text.replace("\\\n", " ").splitlines()
    return [(word, rest.strip()) for word, _, rest in (line.partition(" ") for line in lines) if word]


def arguments(instruction: str) -> list[str]:
    return [rest for word, rest in dockerfile() if word == instruction]


def environment() -> dict[str, str]:
    return dict(pair.split("=", 1) for line in arguments("ENV") for pair in shlex.split(line))


def copied() -> list[str]:
    return [source for line in arguments("COPY") for source in line.split()[:-1]]


def matches(path: str, pattern: str) -> bool:
    """Docker's rule: a pattern is anchored at the root, `**/` stands for any depth, and a folder takes its contents."""
    parts, tail = Path(path).parts, pattern.removeprefix("**/")
    starts = range(len(parts)) if pattern.startswith("**/") else range(1)
    ends = range(1, len(parts) + 1)
    return any(fnmatchcase("/".join(parts[start:end]), tail) for start in starts for end in ends if start < end)


def sent_to_the_engine(path: str) -> bool:
    """Whether .dockerignore leaves this path in: the last pattern that matches decides."""
    sent = True
    for line in (ROOT / ".dockerignore").read_text("utf-8").splitlines():
        pattern = line.strip()
        if pattern and not pattern.startswith("#") and matches(path, pattern.removeprefix("!")):
            sent = pattern.startswith("!")
    return sent


def schema() -> dict[str, Any]:
    text = files("check_jsonschema").joinpath("builtin_schemas/vendor/compose-spec.json").read_text("utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


def test_the_compose_file_follows_the_compose_specification() -> None:
    jsonschema.validate(COMPOSE, schema())


def test_the_schema_would_notice_a_key_that_compose_does_not_know() -> None:
    with pytest.raises(jsonschema.ValidationError, match="read_onyl"):
        jsonschema.validate({"services": {"api": {**API, "read_onyl": True}}}, schema())


def test_every_volume_that_the_service_names_is_declared() -> None:
    assert {volume.split(":")[0] for volume in API["volumes"]} == set(COMPOSE["volumes"])


def test_the_service_is_open_to_this_machine_only() -> None:
    assert API["ports"] == [f"127.0.0.1:${{HOIDAP_PORT:-{PORT}}}:{PORT}"]


def test_the_service_listens_where_the_port_leads() -> None:
    assert (environment()["HOIDAP_HOST"], environment()["HOIDAP_PORT"]) == ("0.0.0.0", PORT)  # noqa: S104  the container's own
    assert arguments("EXPOSE") == [PORT]


def test_the_key_comes_from_outside_and_from_nowhere_else() -> None:
    assert API["environment"] == {name: f"${{{name}:-}}" for name in ("HOIDAP_API_KEY", "HOIDAP_HOSTS")}
    assert "HOIDAP_API_KEY" not in environment()


def test_the_library_is_kept_in_the_volume() -> None:
    data = environment()["HOIDAP_DATA"]
    assert arguments("VOLUME") == [data]
    assert [volume.split(":")[1] for volume in API["volumes"]] == [data]


def test_the_process_is_not_root_and_cannot_become_it() -> None:
    assert arguments("USER") == [API["user"]]
    uid, gid = map(int, API["user"].split(":"))
    assert min(uid, gid) >= 10000  # no user of the host has such a number by default
    assert any(f"--uid {uid} " in line and f"--gid {gid} " in line for line in arguments("RUN"))
    assert API["cap_drop"] == ["ALL"]
    assert API["security_opt"] == ["no-new-privileges:true"]


def test_the_file_system_is_read_only_but_for_the_volume_and_tmp() -> None:
    assert API["read_only"] is True
    assert API["tmpfs"] == ["/tmp"]  # noqa: S108  the container's own
    assert environment()["HOME"] in API["tmpfs"]


def test_the_service_is_kept_running_within_bounds() -> None:
    assert (API["restart"], API["init"]) == ("unless-stopped", True)
    assert re.fullmatch(r"\d+[mg]", API["mem_limit"])


def test_both_files_ask_the_same_health_question() -> None:
    (line,) = arguments("HEALTHCHECK")
    test = json.loads(line.partition("CMD ")[2])
    assert API["healthcheck"]["test"] == ["CMD", *test]
    assert [call.group() for call in re.finditer(r"http://[^']+", test[-1])] == [f"http://127.0.0.1:{PORT}/readyz"]
    ast.parse(test[-1])


@pytest.mark.parametrize("source", copied())
def test_what_the_image_copies_exists_and_is_sent_to_the_engine(source: str) -> None:
    assert (ROOT / source).exists(), f"{source} is copied by the Dockerfile and is not in the repository"
    assert sent_to_the_engine(source)


@pytest.mark.parametrize(
    "path", [".env", ".git/config", ".venv/bin/python", "data/hoidap.db", "qa/__pycache__/types.pyc"]
)
def test_secrets_data_and_leftovers_stay_here(path: str) -> None:
    assert not sent_to_the_engine(path)


def test_the_image_holds_what_it_starts_with() -> None:
    (command,) = map(json.loads, arguments("CMD"))
    assert command[:2] == ["hoidap", "serve"]
    assert Path(command[-1]).parts[0] in copied()


def test_torch_is_the_pinned_one_and_from_the_index_of_cpu_builds() -> None:
    (pinned,) = re.findall(r"torch==[\d.]+", (ROOT / "pyproject.toml").read_text("utf-8"))
    (install,) = [line for line in arguments("RUN") if "torch" in line]
    assert install.split()[-1] == pinned
    assert "--index-url https://download.pytorch.org/whl/cpu" in install
