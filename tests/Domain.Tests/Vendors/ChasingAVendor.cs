using Selvedge.Domain.Calendars;
using Selvedge.Domain.Vendors;

namespace Selvedge.Domain.Tests.Vendors;

/// <summary>A vendor in Bangladesh, six hours ahead of UTC, asked for all that is open.</summary>
public sealed class ChasingAVendor : Spec<Vendor, VendorCommand, VendorEvent, VendorState>
{
    private static readonly ChasedThing Fabric = new(ChaseKind.Overdue, "PO-1/1", "Bulk fabric in-house", new DateOnly(2026, 11, 17));

    private DateTimeOffset now = new(2026, 11, 20, 9, 0, 0, TimeSpan.Zero);

    public ChasingAVendor() => When(new VendorCommand.Record(new VendorSheet("V-1", "Dhaka Shirts", "BD", null, null, null, null, [])), Around);

    private Surroundings Around => new(now, CalendarShelf.BuiltIn.Of("V-1", "BD"));

    private void Chase(string? again = null, params ChasedThing[] listed) =>
        When(new VendorCommand.Chase([.. listed.Length == 0 ? [Fabric] : listed], "noor", again), Around);

    [Fact]
    public void What_was_listed_is_kept_with_who_asked_and_until_when_it_counts()
    {
        Chase();
        var kept = Assert.Single(Happened<VendorEvent.Chased>()).What;
        Assert.Equal((now, "noor", "PO-1/1"), (kept.At, kept.By, kept.Listed[0].Subject));
        // Midnight in Dhaka. What was listed is in the history alone.
        Assert.Equal(new LastChase(now, new DateTimeOffset(2026, 11, 20, 18, 0, 0, TimeSpan.Zero), "noor"), State.Chase);
        Assert.Equal((true, "noor"), (VendorRow.Of(State).IsChased(now), VendorRow.Of(State).ChasedBy));
    }

    [Fact]
    public void A_second_time_on_its_own_day_needs_a_reason()
    {
        Chase();
        now = new(2026, 11, 20, 17, 59, 0, TimeSpan.Zero);
        Chase();
        ThenRefused("chased-today");
        Chase("the fabric is still not booked");
        Assert.Equal("the fabric is still not booked", Assert.Single(Happened<VendorEvent.Chased>()).What.Again);
    }

    [Fact]
    public void Chased_today_is_said_before_what_is_open_is_looked_at()
    {
        Chase();
        When(new VendorCommand.Chase([], "noor", null), Around);
        ThenRefused("chased-today");
    }

    [Fact]
    public void Its_next_day_begins_where_it_works()
    {
        Chase();
        now = new(2026, 11, 20, 18, 0, 0, TimeSpan.Zero);
        Chase();
        Assert.Equal((null, now), (Assert.Single(Happened<VendorEvent.Chased>()).What.Again, State.Chase!.At));
    }

    [Fact]
    public void Who_owes_nothing_is_not_chased()
    {
        When(new VendorCommand.Chase([], "noor", null), Around);
        ThenRefused("nothing-open");
    }

    [Fact]
    public void A_new_sheet_leaves_the_chase_as_it_was()
    {
        Chase();
        When(new VendorCommand.Record(State.Sheet! with { Name = "Dhaka Shirts Ltd" }), Around);
        Assert.Equal(("Dhaka Shirts Ltd", "noor"), (VendorRow.Of(State).Name, State.Chase!.By));
    }
}
