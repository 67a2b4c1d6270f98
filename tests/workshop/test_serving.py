"""How the workshop is started: addresses, certificates, usage, what is missing."""

from __future__ import annotations

import shutil
import socket
import ssl
import subprocess
import sys
import urllib.request

import pytest

from sociable_assessment.command_line import main
from sociable_assessment.model_file import read_model_text
from sociable_assessment.workshop.code_picture import draw_code
from sociable_assessment.workshop.serving import Spot, name_address
from tests.browser.lab import free_port
from tests.workshop.server import make_session, serve


@pytest.fixture
def certificate(tmp_path):
    """A certificate that the test made itself, as somebody without an IT department would."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("no openssl to make a certificate with")
    key, cert = tmp_path / "room.key", tmp_path / "room.pem"
    made = [openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1"]
    subprocess.run([*made, "-keyout", key, "-out", cert], check=True, capture_output=True)
    return cert, key


def test_with_a_certificate_everything_is_encrypted_and_cookies_go_nowhere_else(certificate, tmp_path):
    cert, key = certificate
    with serve(tmp_path / "w.sqlite", "--certfile", str(cert), "--keyfile", str(key)) as server:
        assert server.url.startswith("https://127.0.0.1:")
        context = ssl.create_default_context(cafile=str(cert))
        context.check_hostname = False
        with urllib.request.urlopen(server.url, context=context, timeout=60) as answer:  # noqa: S310 - a test's server
            assert "Secure" in answer.headers["Set-Cookie"]


def test_a_certificate_that_cannot_be_used_is_told(certificate, tmp_path, capsys):
    cert, _ = certificate
    command = ["workshop", "--port", str(free_port()), "--store", str(tmp_path / "w.sqlite")]
    assert main([*command, "--certfile", str(cert)]) == 2
    assert main([*command, "--certfile", str(tmp_path / "none.pem")]) == 2
    told = capsys.readouterr().err
    assert "can't be used as a certificate, with key in the same file" in told
    assert "No such file" in told


def test_a_missing_package_is_named_with_the_command_that_installs_it(monkeypatch, capsys):
    for name in [each for each in sys.modules if each.startswith("sociable_assessment.workshop.")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "alembic", None)
    assert main(["workshop", "--port", str(free_port())]) == 2
    assert "pip install 'sociable[workshop]'" in capsys.readouterr().err


def test_a_port_that_is_taken_is_refused(capsys):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        assert main(["workshop", "--port", str(taken.getsockname()[1])]) == 2
    assert "is taken by another program" in capsys.readouterr().err


@pytest.mark.parametrize(
    "wrong", [["--listen", "everywhere"], ["--address", "room"], ["--prefix", "/a b"], ["--port", "0"], ["backup"]]
)
def test_wrong_usage_is_told(wrong, capsys):
    with pytest.raises(SystemExit) as ended:
        main(["workshop", *wrong])
    assert ended.value.code == 2
    assert "error:" in capsys.readouterr().err


def test_phones_are_given_this_machines_address_in_its_network():
    assert name_address(Spot("127.0.0.1", 8877), "/") == "http://127.0.0.1:8877/"
    assert name_address(Spot("::1", 8877), "/a/") == "http://[::1]:8877/a/"
    everywhere = name_address(Spot("0.0.0.0", 8877), "/")  # noqa: S104 - only named
    assert "0.0.0.0" not in everywhere  # noqa: S104 - only named


def test_the_screen_warns_where_phones_cannot_come_and_tells_what_is_fixed(tmp_path):
    with serve(tmp_path / "w.sqlite") as server:
        board = server.board()
        session, code = make_session(board)
        page = board.get(f"board/{session}").text
    assert "Phones can&#x27;t reach this address" in page
    assert f"QR code of {server.url}join/{code}" in page
    assert "Anonymous. 9 questions. Never fewer than 3 people together." in page


def test_a_code_picture_is_what_a_reader_expects():
    drawn = draw_code("http://192.0.2.7:8877/join/3H7KMN")
    box = dict(drawn.attributes)["viewBox"].split()
    assert box[2] == box[3]
    assert (int(box[2]) - 8 - 17) % 4 == 0  # sizes of QR codes, with four modules of white on each side
    assert dict(drawn.children[1].attributes)["d"].startswith("M4 4h7v1h-7z")


def test_several_models_can_be_chosen_from_and_two_of_one_id_are_refused(tmp_path, capsys):
    kitchen = tmp_path / "kitchen.toml"
    text = read_model_text().replace('id = "social-maturity"', 'id = "kitchen"', 1)
    kitchen.write_text(text.replace('title = "Social maturity"', 'title = "Kitchen"', 1), encoding="utf-8")
    with serve(tmp_path / "w.sqlite", "--model", "social-maturity", "--model", str(kitchen)) as server:
        board = server.board()
        assert "Kitchen, Full form: 28 questions" in board.get("board/new").text
        session, code = make_session(board, form="kitchen/quick")
        phone = server.phone()
        phone.join(code)
        assert "Question 1 of 9" in phone.get(f"s/{session}/q/1").text
    assert main(["workshop", "--model", "social-maturity", "--model", "social-maturity"]) == 2
    assert "the same id" in capsys.readouterr().err
