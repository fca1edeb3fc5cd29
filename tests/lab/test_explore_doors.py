"""What the explorer's server answers, and what it does not."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from pmf_analysis.lab.members import Explorer
from tests.lab.members_serving import handshake, knock, message, reading, served

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("explore")]

NEVER_ANSWERED = (
    "api", "api/contents", "api/contents/explore.ipynb", "api/kernelspecs", "api/kernels",
    "api/me", "api/sessions", "api/terminals", "terminals/websocket/1", "login", "tree", "lab",
    "notebooks/explore.ipynb", "explore.ipynb", "extract", "files/extract", "metrics",
    "voila/files/explore.ipynb", "voila/files/extract", "voila/files/chart.js",
    "voila/query/00000000-0000-0000-0000-000000000000",
    "voila/execution/00000000-0000-0000-0000-000000000000",
    "voila/api/contents", "voila/render/explore.ipynb", "voila/tree",
    "voila/templates/lab/static/x.js", "voila/templates/members/static/../index.html.j2",
    "voila/templates/members/static/%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e/settings.json",
    "voila/static/../../settings.json", "voila/static/%2e%2e/%2e%2e/app.py",
    "voila/labextensions/anywidget/static/../../../../../settings.json",
    "voila/labextensions/@voila-dashboards/jupyterlab-preview/package.json",
    "voila/themes/@jupyterlab/theme-dark-extension/index.css",
)  # fmt: skip
RUNS_CODE = (
    ("execute_request", "shell", {"code": "typed.value = 'RUN'", "silent": False}),
    ("complete_request", "shell", {"code": "typ", "cursor_pos": 3}),
    ("inspect_request", "shell", {"code": "typed", "cursor_pos": 3, "detail_level": 1}),
    ("history_request", "shell", {"hist_access_type": "tail", "n": 5}),
    ("is_complete_request", "shell", {"code": "1"}),
    ("input_reply", "stdin", {"value": "x"}),
    ("debug_request", "control", {"type": "request", "seq": 1, "command": "debugInfo"}),
    ("execute_request", "control", {"code": "typed.value = 'RUN'", "silent": False}),
    ("create_subshell_request", "control", {}),
    ("interrupt_request", "control", {}),
    ("shutdown_request", "control", {"restart": False}),
    ("usage_request", "control", {}),
)


@pytest.fixture(scope="module")
def explorer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Explorer]:
    """The small notebook, served as a part of a council's site."""
    folder = tmp_path_factory.mktemp("small")
    with served(folder, base_url="/explore/", origin="https://council.example") as explorer:
        yield explorer


@pytest.mark.parametrize("path", NEVER_ANSWERED)
def test_no_other_door_is_open(explorer: Explorer, path: str) -> None:
    """Files, contents, sessions, terminals and Voila's other addresses are not found."""
    status, headers, text = knock(explorer, path)
    assert status in {403, 404}
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "Traceback" not in text


@pytest.mark.parametrize("path", ("api/kernels", "api/sessions", "api/contents", "api/terminals"))
def test_nobody_starts_anything(explorer: Explorer, path: str) -> None:
    """No kernel, session, file or terminal is made by asking."""
    assert knock(explorer, path, "POST")[0] in {403, 404, 405}


def test_the_page_says_what_the_browser_may_do(explorer: Explorer) -> None:
    """No script but our own, no other host, no cookie, no source code."""
    status, headers, text = knock(explorer, "")
    assert status == 200
    policy = headers["content-security-policy"]
    assert "script-src 'self' blob:;" in policy
    assert "frame-ancestors 'self'" in policy
    assert "unsafe-eval" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert "set-cookie" not in headers
    assert "typed.observe" not in text
    assert "http://" not in text
    assert "https://" not in text


def test_a_reader_moves_the_widgets_of_the_page(explorer: Explorer) -> None:
    """What one control is set to, the page answers."""
    with reading(explorer) as reader:
        came = reader.type("abc")
    values = [m["content"]["data"]["state"] for m in came if m["msg_type"] == "comm_msg"]
    assert {"value": "ABC"} in values


def test_nothing_but_widgets_is_listened_to(explorer: Explorer) -> None:
    """Code, completion, inspection, input, debugging: no answer, and nothing has happened."""
    with reading(explorer) as reader:
        sent = [message(kind, channel, **content) for kind, channel, content in RUNS_CODE]
        for asked in sent:
            reader.send(asked)
        came = reader.until_done(message("kernel_info_request"))
        came += reader.type("still here")
    ours = {asked["header"]["msg_id"] for asked in sent}
    assert not [m for m in came if m.get("parent_header", {}).get("msg_id") in ours]
    assert "RUN" not in str([m["content"] for m in came])
    assert "STILL HERE" in str([m["content"] for m in came])


def test_hostile_messages_harm_nobody_else(explorer: Explorer) -> None:
    """Wrong values, unknown widgets and noise: another reader's page answers as before."""
    with reading(explorer) as other, reading(explorer) as reader:
        model = reader.models()["TextModel"]
        for state in ({"value": 7}, {"value": None}, {"nonsense": "x"}, {"_model_name": "x"}, []):
            data = {"method": "update", "state": state, "buffer_paths": [["value"]]}
            reader.send(message("comm_msg", comm_id=model, data=data))
        reader.send(message("comm_msg", comm_id="unknown", data={"method": "update"}))
        reader.send(message("comm_msg", comm_id=model, data={"method": "__class__"}))
        reader.send(message("comm_open", comm_id="1", target_name="os.system", data={}))
        reader.send({"header": None, "channel": "shell"})
        assert "SAME" in str(other.type("same"))
    with reading(explorer) as later:
        assert "FINE" in str(later.type("fine"))


def test_each_reader_has_a_kernel_that_ends_with_the_page(explorer: Explorer) -> None:
    """Two pages have two kernels; a page that is left gives its own back."""
    with reading(explorer) as one, reading(explorer) as two:
        assert one.kernel != two.kernel
        assert "two" not in str(one.type("one")).casefold()
        leave = f"voila/api/shutdown/{one.kernel}"
        assert knock(explorer, leave, "POST")[0] == 403
        assert knock(explorer, leave, "POST", Origin="https://evil.example")[0] == 403
        assert knock(explorer, leave, "POST", Origin="https://council.example")[0] == 204
        assert knock(explorer, f"api/kernels/{one.kernel}")[0] == 404
        assert knock(explorer, f"api/kernels/{two.kernel}")[0] == 200
        assert knock(explorer, f"api/kernels/{two.kernel}", "DELETE")[0] == 405


def test_a_websocket_belongs_to_the_site(explorer: Explorer) -> None:
    """This computer's page and the council's may open one; another site's, or no site's, not."""
    port = explorer.address.split(":")[2].split("/")[0]
    with reading(explorer) as reader:
        path = f"api/kernels/{reader.kernel}/channels?session_id=t"
        council = {"Host": "council.example", "Origin": "https://council.example"}
        assert handshake(explorer, path, **council) == 101
        assert handshake(explorer, path, Origin="https://council.example") == 101
        assert handshake(explorer, path, Origin=f"http://localhost:{port}") == 101
        for origin in ("https://evil.example", "null", "http://council.example",
                       "https://council.example.evil.example"):  # fmt: skip
            assert handshake(explorer, path, Origin=origin) == 403
        assert handshake(explorer, path) == 403


def test_forwarded_headers_open_nothing(explorer: Explorer) -> None:
    """Behind a proxy the council's name is answered; a strange host is not, whatever is claimed."""
    told = {"X-Forwarded-Host": "council.example", "X-Forwarded-Proto": "https"}
    assert knock(explorer, "", Host="council.example", **told)[0] == 200
    assert knock(explorer, "", Host="evil.example", **told)[0] == 403
    assert knock(explorer, "", Host="council.example", Origin="https://evil.example")[0] == 403


def test_every_address_of_the_page_is_beneath_the_prefix(explorer: Explorer) -> None:
    """A proxy that passes on /explore/ alone passes on all that is needed."""
    _, _, text = knock(explorer, "")
    parts = [part.split('"')[0] for part in text.split('src="')[1:] + text.split('href="')[1:]]
    assert len(parts) >= 5
    assert all(part.startswith(("/explore/", "data:")) or part == "" for part in parts)
    for part in parts:
        if part.startswith("/explore/"):
            assert knock(explorer, part.removeprefix("/explore/"))[0] == 200
