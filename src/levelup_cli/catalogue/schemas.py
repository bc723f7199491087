"""The JSON Schemas of a pack's files, so that editors complete and check them.

They are made from the same models that load the files, in the form in which the files are written:
what the models tell apart by `kind`, the files write as one key (`{proportion: {...}}`).
"""

from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from levelup_cli.catalogue.loading import ADDITIONS, FILES, FOLDERS
from levelup_cli.definitions.definition import keyed_by_kind

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_NAMES = {
    "goals": "goal",
    "tables": "table",
    "worked_examples": "worked_example",
    **{name: name.removesuffix(".yaml") for name in FILES},
}


class _AsWritten(GenerateJsonSchema):
    """Unions by kind become objects with one key."""

    def function_before_schema(
        self, schema: core_schema.BeforeValidatorFunctionSchema
    ) -> JsonSchemaValue:
        inner = super().function_before_schema(schema)
        if schema["function"]["function"] is not keyed_by_kind or "oneOf" in inner:
            return inner
        reference = inner["$ref"]  # as …/levelup_cli__definitions__measures__Total-Input__1
        return _under(reference.split("__")[-2].partition("-")[0].lower(), inner)

    def tagged_union_schema(self, schema: core_schema.TaggedUnionSchema) -> JsonSchemaValue:
        if schema["discriminator"] != "kind":
            return super().tagged_union_schema(schema)
        choices = schema["choices"].items()
        return {
            "oneOf": [_under(str(kind), self.generate_inner(choice)) for kind, choice in choices]
        }


def _under(kind: str, body: JsonSchemaValue) -> JsonSchemaValue:
    """An object whose only key is the kind."""
    return {
        "type": "object",
        "properties": {kind: body},
        "required": [kind],
        "additionalProperties": False,
    }


def pack_schemas() -> dict[str, dict[str, Any]]:
    """File name -> schema, for every part of a pack."""
    return {
        f"{_NAMES[place]}.schema.json": _schema(place, kind)
        for place, kind in {**FOLDERS, **FILES}.items()
    }


def _schema(place: str, kind: Any) -> dict[str, Any]:
    """The schema of one part, as a whole or as what a pack on top adds to it."""
    if place in ADDITIONS:
        kind = kind | ADDITIONS[place][1]
    made = TypeAdapter(kind).json_schema(schema_generator=_AsWritten)
    for definition in (made, *made.get("$defs", {}).values()):
        _drop_kind(definition)
        if "description" in definition:  # one line, as it is shown in an editor
            definition["description"] = " ".join(definition["description"].split())
    title = f"{place}/*.yaml" if place in FOLDERS else place
    return {"$schema": DIALECT, "title": f"levelup definitions pack: {title}", **made}


def _drop_kind(definition: dict[str, Any]) -> None:
    """The kind is the key that stands outside."""
    properties = definition.get("properties", {})
    if "const" in properties.get("kind", {}):
        del properties["kind"]
        definition["required"] = [name for name in definition.get("required", []) if name != "kind"]
