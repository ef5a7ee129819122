using System.Collections.Immutable;
using Selvedge.Domain.Calendars;
using Selvedge.Domain.TrackRecords;

namespace Selvedge.Domain.Tests.TrackRecords;

public sealed class KeepingATrackRecord : Spec<TrackRecord, TrackRecordCommand, TrackRecordEvent, TrackRecordState>
{
    private DateTimeOffset now = new(2027, 3, 1, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_first_version_follows_the_first_outcomes_by_a_minute()
    {
        WhenAdded(3, 0, -2);
        Assert.Equal(now.AddMinutes(1), TrackRecord.Due(State));

        WhenWokenAt(TrackRecord.Due(State)!.Value);
        Assert.Equal((1, new DateOnly(2027, 3, 1)), (State.Published!.Version, State.Published.Day));
        Assert.Equal([-2, 0, 3], State.Published.Milestones.Single().Days.ToArray());
        Assert.Null(TrackRecord.Due(State));
    }

    [Fact]
    public void What_comes_later_in_the_day_waits_for_the_next()
    {
        WhenAdded(3);
        WhenWokenAt(TrackRecord.Due(State)!.Value);
        WhenAdded(4);
        now = now.AddHours(5);
        WhenAdded(5);
        Assert.Equal(new DateTimeOffset(2027, 3, 2, 0, 0, 0, TimeSpan.Zero), TrackRecord.Due(State));

        WhenWokenAt(TrackRecord.Due(State)!.Value);
        Assert.Equal(2, State.Published!.Version);
        Assert.Equal([3, 4, 5], State.Published.Milestones.Single().Days.ToArray());
    }

    [Fact]
    public void A_version_that_would_say_the_same_is_not_published()
    {
        for (var i = 0; i < 3; i++)
            WhenAdded(0);
        WhenWokenAt(TrackRecord.Due(State)!.Value);
        WhenAdded(0); // keeps three
        Assert.Null(TrackRecord.Due(State));
    }

    [Fact]
    public void A_wake_before_its_time_does_nothing()
    {
        WhenAdded(3);
        WhenWokenAt(now);
        ThenNothing();
    }

    [Fact]
    public void The_oldest_outcomes_of_a_milestone_go_first()
    {
        WhenAdded(1, 2);
        WhenAdded(3, 4);
        Assert.Equal([2, 3, 4], State.Milestones.Single().Newest.ToArray());
    }

    private void WhenAdded(params int[] days) => When(
        new TrackRecordCommand.Add("PO-1", [.. days.Select((day, i) => new LineOutcomes(i + 1, [new Outcome("APPAREL", "A34", day)]))], Keep: 3), Around);

    private void WhenWokenAt(DateTimeOffset at)
    {
        now = at;
        When(new TrackRecordCommand.Wake(), Around);
    }

    private Surroundings Around => new(now, WorkingCalendars.Unknown);
}
