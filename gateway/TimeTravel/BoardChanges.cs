using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Selvedge.Gateway.Boards;
using Selvedge.Gateway.Boards.Wire;
using Selvedge.Gateway.Security;

namespace Selvedge.Gateway.TimeTravel;

/// <summary>What is different on a topic between two moments.</summary>
/// <param name="Entered">Rows that were not there, as they are at the later moment.</param>
/// <param name="Left">Rows that are no longer there, as they were at the earlier one.</param>
internal sealed record BoardChanges(
    string Topic, BoardMoment From, BoardMoment To, ImmutableArray<JsonNode> Entered, ImmutableArray<JsonNode> Left, ImmutableArray<ChangedRow> Changed)
{
    public static BoardChanges Between(Frame before, Frame after, TopicName name, Rights rights)
    {
        var json = WireJson.For(rights.HiddenFields);
        var earlier = before.Rows.ToDictionary(row => row.Id, StringComparer.Ordinal);
        var later = after.Rows.ToDictionary(row => row.Id, StringComparer.Ordinal);
        return new BoardChanges(
            name.ToString(), MomentOf(before), MomentOf(after),
            [.. after.Rows.Where(row => !earlier.ContainsKey(row.Id)).Select(Write)],
            [.. before.Rows.Where(row => !later.ContainsKey(row.Id)).Select(Write)],
            [.. after.Rows.Where(row => earlier.TryGetValue(row.Id, out var was) && was.V != row.V).Select(row => Difference(earlier[row.Id], row)).OfType<ChangedRow>()]);

        JsonNode Write(object value) => JsonSerializer.SerializeToNode(value, json.GetTypeInfo(value.GetType()))!;

        BoardMoment MomentOf(Frame frame) => new(frame.To, frame.CommittedAt, Write(frame.Totals));

        // A row whose number moved may say the same as before: a name beside it changed and changed back.
        ChangedRow? Difference(IRow was, IRow became)
        {
            var (row, fields) = (Write(became), new List<FieldChange>());
            FieldChange.Collect("", Write(was), row, fields);
            fields.RemoveAll(change => change.Field == "v");
            return fields.Count == 0 ? null : new ChangedRow(became.Id, row, [.. fields]);
        }
    }
}

/// <param name="Position">The newest journal position by then.</param>
/// <param name="CommittedAt">When that was recorded.</param>
internal sealed record BoardMoment(long Position, DateTimeOffset CommittedAt, JsonNode Totals);

/// <param name="Row">As it is at the later moment.</param>
internal sealed record ChangedRow(string Id, JsonNode Row, ImmutableArray<FieldChange> Fields);

/// <param name="Field">Such as <c>forecast</c>, or <c>lines[1].milestones[A26].forecast</c>.</param>
/// <param name="Before">Null where it was not there.</param>
/// <param name="After">Null where it is not there.</param>
internal sealed record FieldChange(string Field, JsonNode? Before, JsonNode? After)
{
    // What tells the members of a list from one another; other lists are compared whole.
    private static readonly string[] Keys = ["id", "number", "code", "colour"];

    public static void Collect(string field, JsonNode? before, JsonNode? after, List<FieldChange> changes)
    {
        if (before is JsonObject was && after is JsonObject became)
        {
            foreach (var name in was.Select(m => m.Key).Union(became.Select(m => m.Key)))
                Collect(field.Length == 0 ? name : $"{field}.{name}", was[name], became[name], changes);
        }
        else if (before is JsonArray && after is JsonArray && ByKey(before.AsArray()) is { } earlier && ByKey(after.AsArray()) is { } later)
        {
            foreach (var key in earlier.Keys.Union(later.Keys))
                Collect($"{field}[{key}]", earlier.GetValueOrDefault(key), later.GetValueOrDefault(key), changes);
        }
        else if (!JsonNode.DeepEquals(before, after))
        {
            changes.Add(new FieldChange(field, before?.DeepClone(), after?.DeepClone()));
        }
    }

    // Null for a list whose members have no key that tells them apart.
    private static Dictionary<string, JsonNode>? ByKey(JsonArray list)
    {
        var byKey = new Dictionary<string, JsonNode>(StringComparer.Ordinal);
        foreach (var item in list)
            if (item is not JsonObject members || Array.Find(Keys, members.ContainsKey) is not { } key || !byKey.TryAdd(members[key]!.ToString(), item))
                return null;
        return byKey;
    }
}
