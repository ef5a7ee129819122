using System.Collections.Immutable;
using Selvedge.Contracts;
using Selvedge.Contracts.Stored;
using Selvedge.Domain.People;
using Selvedge.Domain.Styles;
using Selvedge.Gateway.Production;
using Selvedge.Gateway.Security;
using Selvedge.Gateway.StyleLife;
using Selvedge.Journal;

namespace Selvedge.Gateway.Tests.Production;

public sealed class TellingWhatWasRevised
{
    private static readonly DateTimeOffset At = new(2026, 11, 20, 9, 0, 0, TimeSpan.Zero);
    private static readonly StyleProfile Crew = new("ST-1", "Crew", "HALDEN", "apparel", "SS27", null, null, ["Ink"], new DateOnly(2027, 3, 1));
    private static readonly StyleEvent Registered = new StyleEvent.Registered(Crew, null, new DateOnly(2026, 11, 20));

    [Fact]
    public void A_new_day_with_other_fields_is_told_whole_and_with_its_reason()
    {
        var told = Told(Rights.Everything, Revised(Crew with { Name = "Crew II", TargetExFactory = new DateOnly(2027, 4, 2) }, "later drop"));
        Assert.Equal(
            ("Re-dated to ex-factory 2 Apr; changed: name Crew to Crew II; later drop", new DateOnly(2027, 3, 1), new DateOnly(2027, 4, 2)),
            (told.Text, told.From, told.To));
    }

    [Fact]
    public void What_is_hidden_is_not_told()
    {
        var rights = Rights.Of(new PersonSheet("wes", "Wes Hart", "partner", "logistics", [], [], [], ["name", "targetExFactory"]));
        var told = Told(rights, Revised(Crew with { Name = "Crew II", Season = "FW27", TargetExFactory = new DateOnly(2027, 4, 2) }));
        Assert.Equal(("Changed: season SS27 to FW27", null, null), (told.Text, told.From, told.To));
        Assert.Null(Told(rights).To);
    }

    [Fact]
    public void Who_confirmed_what_a_file_had_said_already_stands_behind_nothing_later()
    {
        var renaming = new StyleProposal(Guid.NewGuid(), new Author("noor", "assistant"), At, new StyleAct(Revise: new ReviseProfile("Crew II", null, null, null, null, null, null, "taken")));
        var confirmed = new StyleEvent.ProposalConfirmed(renaming.Id, StyleMove.Revise, new Author("clara", "manager"), null);
        var history = new ProfileHistory();
        var later = At.AddHours(1);
        foreach (var recorded in Recorded(
            (At, Registered), (At, new StyleEvent.ProposalMade(renaming)), (At, confirmed), (later, Revised(Crew with { Season = "FW27" })),
            (later, new StyleEvent.ProposalMade(renaming)), (later, confirmed), (later, Revised(Crew with { Season = "FW27", Name = "Crew II" }))))
            history.Tell(recorded);
        Assert.Equal([("plm", null), ("noor", "clara")], history.Revisions.Select(r => (r.By, r.ConfirmedBy)));
    }

    private static StyleEvent Revised(StyleProfile profile, string? reason = null) => new StyleEvent.Revised(profile, null, reason);

    /// <summary>What is told last.</summary>
    private static HistoryEntry Told(Rights rights, params IEnumerable<StyleEvent> events)
    {
        var history = new StyleHistory(rights);
        foreach (var recorded in Recorded([(At, Registered), .. events.Select(e => (At, e))]))
            history.Tell(recorded);
        return history.Entries[^1];
    }

    private static IEnumerable<RecordedEvent> Recorded(params ImmutableArray<(DateTimeOffset At, StyleEvent Happened)> events)
    {
        var origin = StoredForm.Write(new Origin("plm"));
        for (var i = 0; i < events.Length; i++)
        {
            var (type, schema, data) = EventCatalog.Write(events[i].Happened);
            yield return new RecordedEvent(i + 1, new StreamKey(Kinds.Style, "ST-1"), i + 1, type, schema, events[i].At, data, origin);
        }
    }
}
