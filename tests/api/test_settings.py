"""Are the settings read as they are meant, and refused by name?"""

import re
from pathlib import Path

import pytest
from pydantic import SecretStr

from api.settings import Settings, SettingsError, load_settings
from qa.answering.precision_curve import TARGET_PRECISION
from qa.reading import ReadingLimits


def test_without_an_environment_they_are_these() -> None:
    settings = load_settings()
    assert settings.model_dump() == {
        "data": Path("data"),
        "model": "",
        "reranker": "",
        "reader": "auto",
        "highlight": True,
        "precision": "auto",
        "host": "127.0.0.1",
        "port": 8000,
        "target_precision": TARGET_PRECISION,
        "threshold": None,
        "sentences": 1,
        "api_key": None,
        "origins": (),
        "hosts": (),
        "max_upload": 200_000_000,
        "max_json_mb": 40,
        "max_file_mb": ReadingLimits().max_bytes // 1_000_000,
        "max_characters": ReadingLimits().max_characters,
        "max_line": ReadingLimits().max_line,
        "max_pages": ReadingLimits().max_pages,
        "max_unpacked_mb": ReadingLimits().max_unpacked_bytes // 1_000_000,
        "max_read_mb": ReadingLimits().max_read_bytes // 1_000_000,
        "max_read_seconds": ReadingLimits().max_read_seconds,
        "captions": False,
        "log_level": "warning",
    }
    assert settings.reading_limits == ReadingLimits()


BROKEN = "\udcff"  # how a byte that is no UTF-8 arrives from the environment
KEY = "một khoá đủ dài để dùng"

# For every setting: two values that the environment may give, what each means, and one that is refused.
FROM_THE_ENVIRONMENT: dict[str, tuple[tuple[str, object], tuple[str, object], str]] = {
    "data": (("/srv/kho", Path("/srv/kho")), ("kho", Path("kho")), __file__),
    "model": (("/srv/mo-hinh", "/srv/mo-hinh"), ("nhom/ten", "nhom/ten"), BROKEN),
    "reranker": (("/srv/xep-hang", "/srv/xep-hang"), ("nhom/ten", "nhom/ten"), BROKEN),
    "reader": (("always", "always"), ("never", "never"), "đôi khi"),
    "highlight": (("True", True), ("0", False), "có"),
    "precision": (("float32", "float32"), ("int8", "int8"), "int16"),
    "host": (("0.0.0.0", "0.0.0.0"), ("::1", "::1"), BROKEN),  # noqa: S104 - nothing listens here
    "port": (("0", 0), ("65535", 65_535), "65536"),
    "target_precision": (("0.9", 0.9), ("1", 1.0), "90%"),
    "threshold": (("0", 0.0), ("0.25", 0.25), "cao"),
    "sentences": (("1", 1), ("2", 2), "3"),
    "api_key": ((KEY, SecretStr(KEY)), (KEY * 2, SecretStr(KEY * 2)), KEY + BROKEN),
    "origins": (("*", ("*",)), ("https://a.vn,https://b.vn", ("https://a.vn", "https://b.vn")), BROKEN),
    "hosts": (("*", ("*",)), ("A.vn, báo.vn", ("a.vn", "xn--bo-mia.vn")), BROKEN),
    "max_upload": (("1", 1), ("5000000", 5_000_000), "5MB"),
    "max_json_mb": (("1", 1), ("80", 80), "0"),
    "max_file_mb": (("1", 1), ("80", 80), "0"),
    "max_characters": (("1", 1), ("900", 900), "-5"),
    "max_line": (("1", 1), ("900", 900), "1.5"),
    "max_pages": (("1", 1), ("900", 900), "nhiều"),
    "max_unpacked_mb": (("1", 1), ("900", 900), "0"),
    "max_read_mb": (("1", 1), ("900", 900), "0"),
    "max_read_seconds": (("1", 1), ("60", 60), "lâu"),
    "captions": (("True", True), ("0", False), "có"),
    "log_level": (("debug", "debug"), ("error", "error"), "ồn"),
}


def test_values_of_every_setting_are_tried() -> None:
    assert set(FROM_THE_ENVIRONMENT) == set(Settings.model_fields)


@pytest.mark.parametrize("name", Settings.model_fields)
def test_the_environment_sets_each_of_them_or_is_refused_by_name(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    variable = f"HOIDAP_{name.upper()}"
    *good, bad = FROM_THE_ENVIRONMENT[name]
    for value, meaning in good:
        monkeypatch.setenv(variable, value)
        assert getattr(load_settings(), name) == meaning
    monkeypatch.setenv(variable, bad)
    with pytest.raises(SettingsError) as refused:
        load_settings()
    assert re.match(rf"{variable}: (phải|nhiều nhất|có ký tự)\b[^;]+", str(refused.value))


def test_every_limit_of_reading_can_be_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for number, name in enumerate(
        ["FILE_MB", "CHARACTERS", "LINE", "PAGES", "UNPACKED_MB", "READ_MB", "READ_SECONDS"], start=1
    ):
        monkeypatch.setenv(f"HOIDAP_MAX_{name}", str(number))
    assert load_settings().reading_limits == ReadingLimits(1_000_000, 2, 3, 4, 5_000_000, 6_000_000, 7)


def test_a_key_is_not_shown_to_who_prints_the_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOIDAP_API_KEY", "một khoá rất bí mật")
    assert "bí mật" not in repr(load_settings())


def test_the_environment_sets_them_and_the_command_line_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"DATA": "/d", "MODEL": "m", "PORT": "1", "THRESHOLD": "0.25", "PRECISION": "float32"}.items():
        monkeypatch.setenv(f"HOIDAP_{name}", value)
    settings = load_settings(port=2, host=None)
    assert (settings.data, settings.model, settings.port) == (Path("/d"), "m", 2)
    assert (settings.threshold, settings.precision, settings.host) == (0.25, "float32", "127.0.0.1")


def test_origins_are_read_as_browsers_write_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(
        "HOIDAP_ORIGINS", "https://Bao.Example:443, http://127.0.0.1:8080,, http://[::1]:80, https://báo.vn"
    )
    assert load_settings().origins == (
        "https://bao.example",
        "http://127.0.0.1:8080",
        "http://[::1]",
        "https://xn--bo-mia.vn",
    )


def test_an_empty_variable_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOIDAP_PORT", "")
    assert load_settings().port == 8000


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("PORT", "cổng", "HOIDAP_PORT: phải là một số nguyên."),
        ("PORT", "65536", "HOIDAP_PORT: nhiều nhất là 65535."),
        ("PORT", "-1", "HOIDAP_PORT: phải từ 0 trở lên."),
        ("API_KEY", "ngắn quá", "HOIDAP_API_KEY: phải có ít nhất 16 ký tự."),
        ("ORIGINS", "https://bao.example/", "HOIDAP_ORIGINS: “https://bao.example/” không phải nguồn gốc"),
        ("ORIGINS", "bao.example", "HOIDAP_ORIGINS: “bao.example” không phải nguồn gốc"),
        ("ORIGINS", "*, javascript:alert(1)", "HOIDAP_ORIGINS: “javascript:alert(1)” không phải nguồn gốc"),
        ("ORIGINS", "https://a.example:99999", "HOIDAP_ORIGINS: “https://a.example:99999” không phải nguồn gốc"),
        ("ORIGINS", "https://ai@a.example", "HOIDAP_ORIGINS: “https://ai@a.example” không phải nguồn gốc"),
        ("ORIGINS", "null", "HOIDAP_ORIGINS: “null” không phải nguồn gốc"),
        ("HOSTS", "https://a.vn", "HOIDAP_HOSTS: “https://a.vn” không phải tên máy"),
        ("HOSTS", "a.vn:8000", "HOIDAP_HOSTS: “a.vn:8000” không phải tên máy"),
        ("MAX_UPLOAD", "0", "HOIDAP_MAX_UPLOAD: phải từ 1 trở lên."),
        ("MAX_LINE", "dài", "HOIDAP_MAX_LINE: phải là một số nguyên."),
        ("THRESHOLD", "2", "HOIDAP_THRESHOLD: nhiều nhất là 1."),
        ("THRESHOLD", "nhiều", "HOIDAP_THRESHOLD: phải là một số."),
        ("THRESHOLD", "nan", "HOIDAP_THRESHOLD: phải"),
        ("TARGET_PRECISION", "80", "HOIDAP_TARGET_PRECISION: nhiều nhất là 1."),
        ("PRECISION", "int16", "HOIDAP_PRECISION: phải là một trong: 'auto', 'float32', 'bfloat16' hoặc 'int8'."),
        (
            "LOG_LEVEL",
            "loud",
            "HOIDAP_LOG_LEVEL: phải là một trong: 'debug', 'info', 'warning' hoặc 'error'.",
        ),
    ],
)
def test_a_bad_value_is_refused_by_its_variable(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, message: str
) -> None:
    monkeypatch.setenv(f"HOIDAP_{name}", value)
    with pytest.raises(SettingsError) as refused:
        load_settings()
    assert str(refused.value).startswith(message)


def test_what_was_typed_is_refused_by_its_option(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOIDAP_THRESHOLD", "7")
    with pytest.raises(SettingsError, match=r"^--port: phải là một số nguyên; HOIDAP_THRESHOLD: nhiều nhất là 1\.0\.$"):
        load_settings(port="x")
