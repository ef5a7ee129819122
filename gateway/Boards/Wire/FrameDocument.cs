using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Selvedge.Gateway.Boards.Wire;

/// <summary>One frame as it travels: the form that OpenAPI shows. <see cref="Frame"/> writes it.</summary>
/// <param name="Kind">snapshot or delta.</param>
/// <param name="From">Journal position after which this frame goes on.</param>
/// <param name="To">Journal position up to which it is complete.</param>
/// <param name="Rows">Each with its id and v; the rest is the topic's.</param>
/// <param name="Gone">Ids of rows that left.</param>
internal sealed record FrameDocument(
    string Topic, string Kind, long From, long To, DateTimeOffset CommittedAt, ImmutableArray<JsonObject> Rows, ImmutableArray<string> Gone, JsonObject Totals);
