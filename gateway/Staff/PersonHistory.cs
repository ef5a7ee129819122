using System.Collections.Immutable;
using Selvedge.Contracts;
using Selvedge.Contracts.Stored;
using Selvedge.Domain.People;
using Selvedge.Gateway.Boards;
using Selvedge.Gateway.Production;
using Selvedge.Journal;

namespace Selvedge.Gateway.Staff;

/// <summary>What became of somebody's access.</summary>
/// <param name="Items">The newest first.</param>
internal sealed record PersonHistory(string Id, ImmutableArray<PersonChange> Items)
{
    public static async Task<PersonHistory> ReadAsync(string id, Rows rows, Journal.Journal journal, CancellationToken ct)
    {
        var (items, person) = (new List<PersonChange>(), PersonState.Empty);
        await foreach (var recorded in journal.ReadStreamAsync(new StreamKey(Kinds.Person, id), 0, ct: ct))
        {
            var happened = (PersonEvent)EventCatalog.Read(recorded.Type, recorded.Schema, recorded.Data.Span);
            var (before, by) = (person.Sheet, StoredForm.Read<Origin>(recorded.Origin.Span).Actor);
            person = Person.Evolve(person, happened);
            items.Insert(0, new PersonChange(recorded.Version, recorded.RecordedAt, by, rows.PersonName(by), KindOf(happened, before), Differences(before, person.Sheet!)));
        }

        return new PersonHistory(id, [.. items]);
    }

    private static string KindOf(PersonEvent happened, PersonSheet? before) => happened switch
    {
        PersonEvent.FunctionsAssigned => "functions",
        PersonEvent.AlertsChosen => "alerts",
        PersonEvent.FeedOpened or PersonEvent.FeedClosed => "calendar",
        PersonEvent.Revised e when e.Sheet.HasLeft && before is { HasLeft: false } => "left",
        PersonEvent.Revised e when !e.Sheet.HasLeft && before is { HasLeft: true } => "let-in-again",
        PersonEvent.Revised => "revised",
        _ => "let-in",
    };

    // How somebody hears of alerts, and where, is their own.
    private static ImmutableArray<PersonDifference> Differences(PersonSheet? before, PersonSheet after) =>
    [
        .. from fields in Fields(before).Zip(Fields(after))
           where fields.First.Value != fields.Second.Value
           select new PersonDifference(fields.Second.Name, fields.First.Value, fields.Second.Value),
    ];

    private static (string Name, string Value)[] Fields(PersonSheet? of) =>
    [
        ("name", of?.Name ?? ""), ("role", of?.Role ?? ""), ("brands", Joined(of?.Brands)), ("categories", Joined(of?.Categories)), ("vendors", Joined(of?.Vendors)),
        ("hiddenFields", Joined(of?.HiddenFields)), ("signInName", of?.SignInName ?? ""),
        ("functions", string.Join(", ", (of?.Functions ?? []).Select(f => f.ToString().ToLowerInvariant()))),
    ];

    private static string Joined(ImmutableArray<string>? texts) => texts is { IsDefault: false } some ? string.Join(", ", some) : "";
}

/// <param name="By">Id of who did it.</param>
/// <param name="Kind">let-in, revised, left, let-in-again, functions, alerts (where and when they hear of alerts, which is their own to know), or calendar (who reads their due dates).</param>
internal sealed record PersonChange(int Version, DateTimeOffset At, string By, string ByName, string Kind, ImmutableArray<PersonDifference> Changes);

/// <param name="Before">Several with commas between; empty for none, which for brands, categories and vendors is all.</param>
internal sealed record PersonDifference(string Field, string Before, string After);
