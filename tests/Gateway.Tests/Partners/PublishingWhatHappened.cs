using System.Text.Json;
using Selvedge.Contracts;
using Selvedge.Contracts.Stored;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Gateway.Partners;
using Selvedge.Gateway.Security;
using Selvedge.Journal;

namespace Selvedge.Gateway.Tests.Partners;

public sealed class PublishingWhatHappened
{
    [Fact]
    public void Every_stored_event_is_published_or_kept_back_on_purpose()
    {
        var published = EventCatalog.All.ToDictionary(stored => stored.Name, stored => Vocabulary.TypeOf(stored.Name));
        Assert.True(published.Count >= 15);
        string[] ofOneSide = ["approval.noted", "approval.attached", "approval.detached", "approval.sample-moved", "approval.customs-declared", "approval.mill-named", "approval.fallen-due",
            "conversation.opened", "conversation.noted", "conversation.note-edited", "conversation.note-retracted", "conversation.acknowledged", "style.decision-acknowledged", "vendor.chased"];
        Assert.All(published, p => Assert.Equal(
            p.Key.Split('.')[0] is "person" or "view-shelf" or "wall-link" or "partner" or "track-record" or "calendar-template" or "working-calendar" or "what-if" or "brand" or "bulk-act" or "line-review" or "incident" || p.Key.Split('-')[^1] is "turned" or "taken" or "measured" or "recalled" || ofOneSide.Contains(p.Key)
                || p.Key.Contains(".proposal-", StringComparison.Ordinal) || p.Key is "purchase-order.drafted" or "purchase-order.amended" or "purchase-order.styles-moved",
            p.Value is null));
    }

    [Fact]
    public void A_report_carries_whose_it_was()
    {
        var at = new DateTimeOffset(2026, 11, 20, 9, 14, 0, TimeSpan.Zero);
        var report = new ReportMilestone("FWD-ACME", "7f1c", at, false, 1, "A26", Classifier.Actual, new DateOnly(2026, 11, 20), "FA-CAP", null);
        var item = PublishedEvent.Of(Recorded(new PurchaseOrderEvent.MilestonesReported([report], at.AddSeconds(2)), new Origin("manager", "FWD-ACME", "7f1c", at)), Rights.Everything)!;
        Assert.Equal(("evt-9", "purchase-order.milestone-reported", "purchase-order/PO-1", 4, at), (item.Id, item.Type, item.Subject, item.Version, item.OccurredAt));
        Assert.Equal(new PublishedOrigin("FWD-ACME", "7f1c", at), item.By);
        var said = JsonSerializer.SerializeToElement(item, JsonSerializerOptions.Web).GetProperty("data").GetProperty("reports")[0];
        Assert.Equal(("A26", "ACT", "2026-11-20"), (said.GetProperty("milestone").GetString(), said.GetProperty("classifier").GetString(), said.GetProperty("date").GetString()));
    }

    [Fact]
    public void A_bare_retraction_publishes_no_made_up_date()
    {
        var at = new DateTimeOffset(2026, 11, 20, 9, 14, 0, TimeSpan.Zero);
        var report = new ReportMilestone("FWD-ACME", "7f1c", at, true, 0, "", Classifier.Actual, DateOnly.MinValue, null, null);
        var item = PublishedEvent.Of(Recorded(new PurchaseOrderEvent.MilestonesReported([report], at), new Origin("manager")), Rights.Everything)!;
        Assert.Null(item.By);
        var said = JsonSerializer.SerializeToElement(item, JsonSerializerOptions.Web).GetProperty("data").GetProperty("reports")[0];
        Assert.All(new[] { "line", "milestone", "classifier", "date" }, member => Assert.Equal(JsonValueKind.Null, said.GetProperty(member).ValueKind));
    }

    [Fact]
    public void An_inner_turn_of_the_day_is_kept_back() =>
        Assert.Null(PublishedEvent.Of(Recorded(new PurchaseOrderEvent.DayTurned(new DateOnly(2026, 11, 20)), new Origin("clock")), Rights.Everything));

    private static RecordedEvent Recorded(PurchaseOrderEvent happened, Origin origin)
    {
        var (type, schema, data) = EventCatalog.Write(happened);
        return new RecordedEvent(
            9, new StreamKey(Kinds.PurchaseOrder, "PO-1"), 4, type, schema, new DateTimeOffset(2026, 11, 20, 9, 15, 0, TimeSpan.Zero), data,
            StoredForm.Write(origin));
    }
}
