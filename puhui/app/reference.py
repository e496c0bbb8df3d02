"""`/api/docs`: the API's reference as one plain page made from its own OpenAPI document.

No script and nothing fetched from another site, so it can be read in a closed network and on a phone.
"""

from pathlib import Path
from typing import Any, Final

from fastapi import APIRouter, Request
from jinja2 import Environment, FileSystemLoader
from starlette.responses import HTMLResponse

from puhui.ground.web import language_of

reference_router = APIRouter(include_in_schema=False)

_TEMPLATES: Final = Environment(
    loader=FileSystemLoader(Path(__file__).with_name("templates")), autoescape=True, trim_blocks=True
)


@reference_router.get("/api/docs")
def read_reference(request: Request) -> HTMLResponse:
    """The page, in the reader's language."""
    document = request.app.openapi()
    language = language_of(request)
    groups: dict[str, list[dict[str, Any]]] = {}
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            tag = (operation.get("tags") or ["other"])[0]
            groups.setdefault(tag, []).append(_operation(request, document, path, method, operation))
    page = _TEMPLATES.get_template("reference.html")
    return HTMLResponse(page.render(info=document["info"], groups=groups, lang=language, zh=language == "zh"))


def _operation(
    request: Request, document: dict[str, Any], path: str, method: str, operation: dict[str, Any]
) -> dict[str, Any]:
    action = operation.get("x-action")
    rows = request.app.state.permissions.actions
    return {
        "id": operation["operationId"],
        "method": method.upper(),
        "path": path,
        "text": operation.get("description") or operation.get("summary", ""),
        "action": action,
        "roles": sorted(rows[action].roles) if action in rows else [],
        "fields": [*_parameters(operation), *_body(document, operation)],
    }


def _parameters(operation: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {
            "name": one["name"],
            "place": one["in"],
            "required": one.get("required", False),
            "kind": _kind(one.get("schema", {})),
        }
        for one in operation.get("parameters", [])
    ]


def _body(document: dict[str, Any], operation: dict[str, Any]) -> list[dict[str, Any]]:
    contents = operation.get("requestBody", {}).get("content", {})
    sent: dict[str, Any] = next((content.get("schema", {}) for content in contents.values()), {})
    schema = _resolved(document, sent)
    required = set(schema.get("required", []))
    return [
        {"name": name, "place": "body", "required": name in required, "kind": _kind(one)}
        for name, one in schema.get("properties", {}).items()
    ]


def _resolved(document: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    name = str(schema.get("$ref", "")).rpartition("/")[2]
    found: dict[str, Any] = document.get("components", {}).get("schemas", {}).get(name, schema)
    return found


def _kind(schema: dict[str, Any]) -> str:
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if "anyOf" in schema:
        return " | ".join(_kind(one) for one in schema["anyOf"])
    if schema.get("type") == "array":
        return f"[{_kind(schema.get('items', {}))}]"
    return str(schema.get("format") or schema.get("type") or "")
