using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Selvedge.Chaos;
using Selvedge.Chaos.Checking;
using Selvedge.Chaos.Driving;
using Selvedge.Contracts;
using Selvedge.Contracts.Stored;
using Selvedge.Domain;
using Selvedge.Domain.Calendars;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Domain.TrackRecords;
using Selvedge.Domain.Vendors;
using Selvedge.Gateway.Boards.Wire;

namespace Selvedge.Gateway.Tests.Chaos;

/// <summary>A recorded history in which everything holds, and what the checker says when one thing of it is spoilt.</summary>
public sealed class CatchingPlantedFaults
{
    private const string Order = "PO-1";
    private const long Stream = 7;
    private static readonly DateTimeOffset Morning = new(2026, 12, 1, 9, 0, 0, TimeSpan.Zero);

    private readonly Evidence sound = Record();

    [Fact]
    public void A_sound_history_holds() => Assert.All(Checker.Check(sound), finding => Assert.True(finding.Holds, finding.ToString()));

    [Fact]
    public void A_day_that_turns_after_a_report_is_none_of_it()
    {
        var (type, schema, data) = EventCatalog.Write(new PurchaseOrderEvent.DayTurned(new DateOnly(2026, 12, 2)));
        var (tables, last) = (sound.Tables, sound.Tables.Events[^1]);
        var turned = tables with
        {
            Events = tables.Events.Add(new StoredEvent(last.Position + 1, Stream, last.Version + 1, type, schema, data, StoredForm.Write(new Origin("calendar")))),
        };
        Assert.Equal(Reports.In(tables).AsEnumerable(), Reports.In(turned));
    }

    [Fact]
    public void An_acknowledged_event_that_is_lost_is_caught() => Catches("I1", sound with
    {
        Sendings = sound.Sendings.Add(Sent(Said("lost", "A26", 2), 900, Told.Accepted, 99, 99)),
    });

    [Fact]
    public void An_acknowledgement_that_names_another_place_is_caught() => Catches("I1", sound with
    {
        Sendings = sound.Sendings.SetItem(1, sound.Sendings[1] with { Position = sound.Sendings[1].Position + 1 }),
    });

    [Fact]
    public void An_event_recorded_otherwise_than_it_was_sent_is_caught() => Catches("I1", sound with
    {
        Sendings = sound.Sendings.SetItem(0, sound.Sendings[0] with { What = sound.Sendings[0].What with { Date = new DateOnly(2026, 11, 1) } }),
    });

    [Fact]
    public void An_event_applied_twice_is_caught()
    {
        var tables = sound.Tables;
        var last = tables.Events[^1];
        var reported = tables.Events.Last(e => e.Type == "purchase-order.milestones-reported");
        Catches("I2", sound with
        {
            Tables = tables with
            {
                Head = last.Position + 1,
                Events = tables.Events.Add(reported with { Position = last.Position + 1, Version = last.Version + 1 }),
            },
        });
    }

    [Fact]
    public void An_event_that_nobody_sent_is_caught() => Catches("I2", sound with { Sendings = sound.Sendings.RemoveAt(1) });

    [Fact]
    public void A_repeat_that_is_not_known_is_caught() => Catches("I2", sound with
    {
        Sendings = sound.Sendings.Add(Sent(sound.Sendings[0].What, 900, Told.Refused, 0, 0) with { Expected = Expected.Known, Problem = "unknown-purchase-order" }),
    });

    [Fact]
    public void A_command_id_that_was_not_kept_is_caught() => Catches("I2", sound with
    {
        Tables = sound.Tables with { Commands = sound.Tables.Commands.RemoveAt(0) },
    });

    [Fact]
    public void A_gap_in_the_positions_is_caught() => Catches("I3", sound with
    {
        Tables = sound.Tables with { Events = [.. sound.Tables.Events.Select(e => e.Position < 3 ? e : e with { Position = e.Position + 1 })] },
    });

    [Fact]
    public void A_gap_in_the_versions_is_caught() => Catches("I3", sound with
    {
        Tables = sound.Tables with { Events = [.. sound.Tables.Events.Select(e => e.Version < 3 ? e : e with { Version = e.Version + 1 })] },
    });

    [Fact]
    public void A_version_that_overtakes_an_acknowledged_one_is_caught() => Catches("I3", sound with
    {
        Sendings = [sound.Sendings[0] with { InvokedAt = 800, AnsweredAt = 810 }, .. sound.Sendings.Skip(1)],
    });

    [Fact]
    public void A_read_that_misses_what_was_acknowledged_is_caught() => Catches("I3", sound with
    {
        Readings = [new Reading(Order, "B", 900, 910, 1)],
    });

    [Fact]
    public void A_row_that_is_not_the_fold_is_caught() => Catches("I4", sound with
    {
        Tables = sound.Tables with { Streams = [sound.Tables.Streams[0] with { Row = Replace(sound.Tables.Streams[0].Row, "BRAND", "OTHER") }] },
    });

    [Fact]
    public void A_row_of_another_kind_that_is_not_the_fold_is_caught()
    {
        var (type, schema, data) = EventCatalog.Write(new VendorEvent.Registered(new VendorSheet("V", "Sewing", "BD", null, null, null, null, [])));
        var tables = sound.Tables;
        var spoilt = tables with
        {
            Head = tables.Head + 1, Events = tables.Events.Add(new StoredEvent(tables.Head + 1, Stream + 1, 1, type, schema, data, StoredForm.Write(new Origin("chaos")))),
            Streams = tables.Streams.Add(new StoredStream(Stream + 1, Kinds.Vendor, "V", 1, "[]"u8.ToArray())),
        };
        var finding = Checker.Check(sound with { Tables = spoilt }).Single(f => f.Invariant == "I4");
        Assert.Equal("vendor V: the row is not the fold", Assert.Single(finding.Violations).What);
    }

    [Fact]
    public void A_due_time_is_folded_as_finely_as_it_is_kept()
    {
        var fold = StoredKinds.TrackRecord.Begin();
        var (type, schema, data) = EventCatalog.Write(new TrackRecordEvent.OutcomesAdded("PO-1", [], 10, Morning.AddTicks(17)));
        fold.Add(type, schema, data);
        Assert.Equal(Morning.AddTicks(10), fold.Due);
    }

    [Fact]
    public void A_snapshot_that_is_not_the_fold_is_caught() => Catches("I4", sound with
    {
        Tables = sound.Tables with { Snapshots = [sound.Tables.Snapshots[0] with { State = Replace(sound.Tables.Snapshots[0].State, "BRAND", "OTHER") }] },
    });

    [Fact]
    public void A_due_time_that_was_dropped_is_caught() => Catches("I4", sound with { Tables = sound.Tables with { Due = sound.Tables.Due.Clear() } });

    [Fact]
    public void A_claim_that_lost_and_is_answered_is_caught() => Catches("I4", sound with
    {
        Answers = [("A", JsonSerializer.SerializeToElement(new
        {
            number = Order, version = sound.Tables.Streams[0].Version,
            lines = new[] { new { number = 1, milestones = new[] { new { code = "A26", actual = "2026-11-25" } } } },
        }))],
    });

    [Fact]
    public void A_stale_board_is_caught()
    {
        var row = sound.Boards[0].Rows[$"{Order}/1"];
        Catches("I5", Shown(Replace(Encoding.UTF8.GetBytes(row.GetRawText()), "\"slipDays\":", "\"slipDays\":7")));
    }

    [Fact]
    public void A_board_that_lacks_a_line_is_caught() =>
        Catches("I5", sound with { Boards = [sound.Boards[0] with { Rows = sound.Boards[0].Rows.Clear() }] });

    [Fact]
    public void An_overview_that_counts_a_health_otherwise_is_caught()
    {
        var line = sound.Boards[0].Rows.Values.Single();
        var (right, wrong) = (Overview(line.GetProperty("health").GetString()!), Overview("blocked"));
        Assert.True(Checker.Check(sound with { Boards = [right] }).Single(f => f.Invariant == "I5").Holds);
        Catches("I5", sound with { Boards = [wrong] });
        Catches("I5", sound with { Boards = [right with { Rows = right.Rows.Clear() }] });

        static Board Overview(string health)
        {
            var counted = JsonSerializer.SerializeToElement(new { purchaseOrders = 1, lines = 1, quantity = 100, health = new Dictionary<string, int> { ["late"] = 0, [health] = 1 } });
            return new Board("follower 1", "overview", 1, ImmutableDictionary<string, JsonElement>.Empty.Add("BRAND/apparel", counted), counted);
        }
    }

    [Theory]
    [InlineData("vendor:V")]
    [InlineData("po:PO-1")]
    public void A_topic_that_lacks_what_is_stored_is_caught(string topic) =>
        Catches("I5", sound with { Boards = [sound.Boards[0] with { Topic = topic, Rows = sound.Boards[0].Rows.Clear() }] });

    [Fact]
    public void A_board_that_went_back_is_caught() => Catches("I5", sound with { Misbehaviour = ["follower 1 at node A: overview went back at X"] });

    [Fact]
    public void A_hanging_answer_is_caught() => Catches("I9", sound with { Misbehaviour = ["503 came after 9.0 s"] });

    [Fact]
    public void The_smallest_history_is_of_the_one_event()
    {
        var lost = Said("lost", "A26", 2);
        var spoilt = sound with { Sendings = sound.Sendings.Add(Sent(lost, 900, Told.Accepted, 99, 99)) };
        var violation = Checker.Check(spoilt).First(f => !f.Holds).Violations[0];
        Assert.Contains("lost", Assert.Single(SmallestHistory.Of(violation, spoilt)), StringComparison.Ordinal);
    }

    private static void Catches(string invariant, Evidence spoilt) =>
        Assert.False(Checker.Check(spoilt).Single(f => f.Invariant == invariant).Holds, $"{invariant} was not seen to be violated");

    private Evidence Shown(byte[] row) => sound with
    {
        Boards = [sound.Boards[0] with { Rows = sound.Boards[0].Rows.SetItem($"{Order}/1", JsonDocument.Parse(row).RootElement) }],
    };

    private static byte[] Replace(byte[] json, string old, string with)
    {
        var text = Encoding.UTF8.GetString(json);
        Assert.Contains(old, text, StringComparison.Ordinal);
        return Encoding.UTF8.GetBytes(text.Replace(old, with, StringComparison.Ordinal));
    }

    private static Statement Said(string id, string milestone, int minute, bool retracted = false) => retracted
        ? new Statement(Order, "CHAOS", id, Morning.AddMinutes(minute), true)
        : new Statement(Order, "CHAOS", id, Morning.AddMinutes(minute), false, 1, milestone, "ACT", new DateOnly(2026, 11, 20).AddDays(minute));

    private static Sending Sent(Statement what, long at, Told told, int version, long position) =>
        new(what, Expected.Recorded, "A", at, at + 5, told, version, position, null);

    // One order, placed and reported about: stored as the product stores it, told as the product tells it.
    private static Evidence Record()
    {
        Statement[] said = [Said("e1", "A26", 0), Said("e2", "A26", 5), Said("e3", "A27", 6), Said("e2", "", 8, retracted: true)];
        var around = new Surroundings(Morning, WorkingCalendars.Unknown);
        var state = PurchaseOrderState.Empty;
        var events = ImmutableArray.CreateBuilder<StoredEvent>();
        var commands = ImmutableArray.CreateBuilder<StoredCommand>();
        var sendings = ImmutableArray.CreateBuilder<Sending>();
        var sheet = new OrderSheet(Order, "BRAND", "apparel", "SS27", "V", null, null, null,
            [new OrderLine(1, null, "Crew", "Ink", 100, [], new DateOnly(2027, 1, 20), null, null)], []);
        Append(new PurchaseOrderCommand.Record(sheet, []), new Origin("chaos"));
        foreach (var what in said)
        {
            var report = new ReportMilestone(
                what.Source, what.EventId, what.UpdatedAt, what.Retracted, what.Line, what.Milestone, Classifier.Actual, what.Date ?? DateOnly.MinValue, null, null);
            Append(new PurchaseOrderCommand.Report(report), new Origin("chaos", what.Source, what.EventId, what.UpdatedAt));
            var id = CommandIds.Of("status-event", what.Source, what.EventId);
            if (commands.FirstOrDefault(c => c.Id == id) is { } older)
                commands.Remove(older);
            commands.Add(new StoredCommand(
                id, (what.UpdatedAt - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond, Stream, events[^1].Version));
            sendings.Add(Sent(what, 100 + 10 * sendings.Count, Told.Accepted, events[^1].Version, events[^1].Position));
        }

        var row = PurchaseOrderRow.Of(state)!;
        var due = PurchaseOrder.Due(state);
        var tables = new Tables(
            events.Count, events.ToImmutable(), [new StoredStream(Stream, "purchase-order", Order, events.Count, StoredForm.Write(row))], commands.ToImmutable(),
            [new StoredSnapshot(Stream, events.Count, StoredForm.Write(state))],
            ImmutableDictionary<long, DateTimeOffset>.Empty.Add(Stream, due!.Value));
        return new Evidence([Order], sendings.ToImmutable(), [new Reading(Order, "A", 500, 510, events.Count)], [], 4, tables, [BoardOf(row, events.Count)], []);

        void Append(PurchaseOrderCommand command, Origin origin)
        {
            foreach (var happened in PurchaseOrder.Decide(command, state, around).Events)
            {
                state = PurchaseOrder.Evolve(state, happened);
                var (type, schema, data) = EventCatalog.Write(happened);
                var at = events.Count + 1;
                events.Add(new StoredEvent(at, Stream, at, type, schema, data, StoredForm.Write(origin)));
            }
        }
    }

    private static Board BoardOf(PurchaseOrderRow order, long position)
    {
        var line = BoardRow.Of(order, order.Lines[0], position, vendor: null, style: null);
        return new Board("follower 1", "board:*:apparel", position,
            ImmutableDictionary<string, JsonElement>.Empty.Add(line.Id, JsonSerializer.SerializeToElement(line, WireJson.For([]))), default);
    }
}
