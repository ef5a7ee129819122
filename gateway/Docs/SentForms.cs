using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Selvedge.Gateway.Docs;

/// <summary>
/// Says of what is only ever sent that a member which may be null may be left out: so the forms read it. In answers such members
/// are always there.
/// </summary>
internal static class SentForms
{
    public static Task MendAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken ct)
    {
        var (sent, answered) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        foreach (var operation in document.Paths.Values.SelectMany(path => path.Operations?.Values.AsEnumerable() ?? []))
        {
            Gather(operation.RequestBody?.Content?.Values, sent, document);
            foreach (var answer in operation.Responses?.Values.AsEnumerable() ?? [])
                Gather(answer.Content?.Values, answered, document);
        }

        foreach (var name in sent.Except(answered))
            if (SchemaOf(name, document) is OpenApiSchema { Required: { } required, Properties: { } members })
                foreach (var member in required.Where(member => IsNullable(members[member])).ToArray())
                    required.Remove(member);
        return Task.CompletedTask;
    }

    private static void Gather(IEnumerable<OpenApiMediaType>? contents, HashSet<string> names, OpenApiDocument document)
    {
        foreach (var content in contents ?? [])
            Gather(content.Schema, names, document);
    }

    private static void Gather(IOpenApiSchema? schema, HashSet<string> names, OpenApiDocument document)
    {
        if (schema is OpenApiSchemaReference { Reference.Id: { } name })
        {
            if (names.Add(name))
                Gather(SchemaOf(name, document), names, document);
            return;
        }

        foreach (var part in (IEnumerable<IOpenApiSchema?>)
            [schema?.Items, schema?.AdditionalProperties, .. schema?.Properties?.Values ?? [], .. schema?.AnyOf ?? [], .. schema?.OneOf ?? [], .. schema?.AllOf ?? []])
            if (part is not null)
                Gather(part, names, document);
    }

    private static IOpenApiSchema? SchemaOf(string name, OpenApiDocument document) =>
        document.Components?.Schemas?.TryGetValue(name, out var schema) == true ? schema : null;

    private static bool IsNullable(IOpenApiSchema schema) =>
        schema.Type?.HasFlag(JsonSchemaType.Null) == true || (schema.OneOf ?? schema.AnyOf)?.Any(one => one.Type == JsonSchemaType.Null) == true;
}
