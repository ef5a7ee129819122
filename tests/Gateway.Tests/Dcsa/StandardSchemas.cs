using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Selvedge.Gateway.Tests.Imports;
using YamlDotNet.Serialization;

namespace Selvedge.Gateway.Tests.Dcsa;

/// <summary>Holds JSON against the schemas that the standard publishes: of types, required members, code lists, lengths and formats.</summary>
internal sealed class StandardSchemas(string file)
{
    private readonly Dictionary<object, object> document =
        new DeserializerBuilder().Build().Deserialize<Dictionary<object, object>>(File.ReadAllText(RealFileFactAttribute.PathOf($"dcsa-tnt/schemas/{file}")));

    /// <summary>What is wrong with it; empty where nothing is.</summary>
    public IEnumerable<string> Faults(JsonElement value, string schema) => Faults(value, (Dictionary<object, object>)At($"#/components/schemas/{schema}"), "$");

    private IEnumerable<string> Faults(JsonElement value, Dictionary<object, object> schema, string path)
    {
        if (schema.TryGetValue("$ref", out var named))
            return Faults(value, (Dictionary<object, object>)At((string)named), path);
        return (schema.TryGetValue("allOf", out var all) ? ((List<object>)all).SelectMany(part => Faults(value, (Dictionary<object, object>)part, path)) : [])
            .Concat(schema.TryGetValue("properties", out var members) && value.ValueKind == JsonValueKind.Object
                ? ((Dictionary<object, object>)members).SelectMany(m => value.TryGetProperty((string)m.Key, out var member) ? Faults(member, (Dictionary<object, object>)m.Value, $"{path}.{m.Key}") : []) : [])
            .Concat(schema.TryGetValue("items", out var items) && value.ValueKind == JsonValueKind.Array
                ? value.EnumerateArray().SelectMany((item, i) => Faults(item, (Dictionary<object, object>)items, $"{path}[{i}]")) : [])
            .Concat(schema.TryGetValue("required", out var required) && value.ValueKind == JsonValueKind.Object
                ? ((List<object>)required).Where(name => !value.TryGetProperty((string)name, out _)).Select(name => $"{path}.{name} is missing") : [])
            .Concat(Own(value, schema, path));
    }

    private static IEnumerable<string> Own(JsonElement value, Dictionary<object, object> schema, string path)
    {
        string? Of(string key) => schema.TryGetValue(key, out var found) ? found as string : null;
        var isRight = Of("type") switch
        {
            "string" => value.ValueKind == JsonValueKind.String,
            "object" => value.ValueKind == JsonValueKind.Object,
            "array" => value.ValueKind == JsonValueKind.Array,
            "integer" or "number" => value.ValueKind == JsonValueKind.Number,
            "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
            _ => true,
        };
        if (!isRight)
            yield return $"{path} is no {Of("type")}";
        if (!isRight || value.ValueKind != JsonValueKind.String)
            yield break;
        var text = value.GetString()!;
        if (schema.TryGetValue("enum", out var codes) && !((List<object>)codes).Contains(text))
            yield return $"{path} is {text}, none of its codes";
        if (Of("maxLength") is { } most && text.Length > int.Parse(most, CultureInfo.InvariantCulture))
            yield return $"{path} is too long";
        if (Of("pattern") is { } pattern && !Regex.IsMatch(text, pattern))
            yield return $"{path} does not match {pattern}";
        if (Of("format") == "uuid" && !Guid.TryParse(text, out _) || Of("format") == "date-time" && !DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out _))
            yield return $"{path} is no {Of("format")}";
    }

    private object At(string reference) => reference[2..].Split('/').Aggregate((object)document, (node, step) => ((Dictionary<object, object>)node)[step]);
}
