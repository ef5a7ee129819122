using Selvedge.Domain.Approvals;

namespace Selvedge.Domain.Tests.Approvals;

/// <summary>What every move leads to from every status: the whole table, so that a new status or move cannot be forgotten.</summary>
public sealed class EveryMove : ApprovalSpec
{
    // A letter: the status that follows; = it holds already; . refused.
    private const string Table =
        """
                             Planned Requested Confirmed Sent Received InReview Approved ApprovedWithComments RejectedDrop Waived CarriedOver OnHold Cancelled
        Request              Q       =         Q         .    .        .        .        .                    .            .      .           .      .
        Confirm              .       C         =         .    .        .        .        .                    .            .      .           .      .
        Propose              .       C         C         .    .        .        .        .                    .            .      .           .      .
        Send                 S       S         S         =    .        .        .        .                    .            .      .           .      .
        Receive              R       R         R         R    =        .        .        .                    .            .      .           .      .
        Review               .       .         .         .    I        =        .        .                    .            .      .           .      .
        Approve              .       .         .         .    A        A        =        .                    .            .      .           .      .
        ApproveWithComments  .       .         .         .    B        B        .        =                    .            .      .           .      .
        Reject               .       .         .         .    Q        Q        .        .                    .            .      .           .      .
        Drop                 .       .         .         .    D        D        .        .                    =            .      .           .      .
        Waive                W       W         W         W    W        W        .        .                    .            =      .           W      .
        CarryOver            O       O         O         O    O        O        .        .                    .            .      =           O      .
        Hold                 H       H         H         H    H        H        .        .                    .            .      .           =      .
        Resume               .       .         .         .    .        .        .        .                    .            .      .           R      .
        Cancel               X       X         X         X    X        X        .        .                    .            .      .           X      =
        Reopen               .       .         .         .    .        .        Q        Q                    Q            Q      Q           .      Q
        TakeBack             .       .         .         .    .        .        R        R                    .            .      .           .      .
        NameMill             P       Q         C         .    .        .        .        .                    .            .      .           .      .
        """;

    private static readonly Dictionary<char, ApprovalStatus> Letters = new()
    {
        ['P'] = ApprovalStatus.Planned, ['Q'] = ApprovalStatus.Requested, ['C'] = ApprovalStatus.Confirmed, ['S'] = ApprovalStatus.Sent, ['R'] = ApprovalStatus.Received,
        ['I'] = ApprovalStatus.InReview, ['A'] = ApprovalStatus.Approved, ['B'] = ApprovalStatus.ApprovedWithComments,
        ['D'] = ApprovalStatus.RejectedDrop, ['W'] = ApprovalStatus.Waived, ['O'] = ApprovalStatus.CarriedOver, ['H'] = ApprovalStatus.OnHold,
        ['X'] = ApprovalStatus.Cancelled,
    };

    public static TheoryData<ApprovalStatus, ApprovalMove> EveryPair
    {
        get
        {
            var pairs = new TheoryData<ApprovalStatus, ApprovalMove>();
            foreach (var status in Enum.GetValues<ApprovalStatus>().Where(s => s != ApprovalStatus.RejectedResubmit))
                foreach (var move in Enum.GetValues<ApprovalMove>())
                    pairs.Add(status, move);
            return pairs;
        }
    }

    [Theory]
    [MemberData(nameof(EveryPair))]
    public void Leads_where_the_table_says(ApprovalStatus from, ApprovalMove move)
    {
        Reach(from);
        Assert.Equal(from, State.Status);
        var rounds = State.Rounds.Length;

        When(move);

        var expected = Cell(from, move);
        if (expected == '.')
        {
            ThenRefused("illegal-move");
            Assert.Contains(from.Said(), Answer.Refusal!.Detail, StringComparison.Ordinal);
            Assert.Equal("/act", Answer.Refusal.Pointer);
        }
        else if (expected == '=')
        {
            ThenNothing();
        }
        else
        {
            Assert.Null(Answer.Refusal);
            Assert.Equal(Letters[expected], State.Status);
            Assert.NotNull(((ApprovalEvent.Step)Answer.Events[^1]).Dates);
            Assert.Equal(State.Status.IsOpen() && State.Status != ApprovalStatus.OnHold, State.Dates.WaitsOn is not null);
            Assert.Equal(State.Dates.WaitsOn is not null, State.Dates.NextWake is not null);
        }

        Assert.Equal(
            move is ApprovalMove.Reject or ApprovalMove.Reopen && expected == 'Q' ? rounds + 1 : Math.Max(rounds, State.Rounds.Length),
            State.Rounds.Length);
    }

    [Fact]
    public void The_table_has_a_cell_for_every_pair_and_no_other()
    {
        var lines = Table.ReplaceLineEndings("\n").Split('\n');
        Assert.Equal(Enum.GetValues<ApprovalMove>().Select(m => m.ToString()), lines.Skip(1).Select(l => Words(l)[0]));
        Assert.Equal(
            Enum.GetValues<ApprovalStatus>().Where(s => s != ApprovalStatus.RejectedResubmit).Select(s => s.ToString()), Words(lines[0]));
        Assert.All(lines.Skip(1), line => Assert.Equal(Words(lines[0]).Length + 1, Words(line).Length));
    }

    [Theory]
    [MemberData(nameof(EveryPair))]
    public void What_is_offered_is_what_is_not_refused(ApprovalStatus from, ApprovalMove move) =>
        Assert.Equal(ApprovalMoves.LegalFrom(from).Contains(move), Cell(from, move) != '.' && !ApprovalMoves.Holds(move, from));

    [Theory]
    [MemberData(nameof(EveryStatus))]
    public void Of_a_line_that_was_cancelled_nothing_is_waited_for_whatever_it_was(ApprovalStatus from)
    {
        Reach(from);

        Plan(Sheet() with { Ended = ApprovalEnd.Cancelled });

        Assert.Equal(from.IsOpen() ? ApprovalStatus.Cancelled : from, State.Status);
        Assert.Equal((null, null), (State.Dates.WaitsOn, State.Dates.NextWake));
        Assert.False(ApprovalRow.Of(State)!.IsListed);
        Plan(Sheet() with { Ended = ApprovalEnd.Cancelled });
        ThenNothing();
    }

    [Theory]
    [MemberData(nameof(EveryPair))]
    public void Of_a_line_that_was_cancelled_nothing_is_asked_for_again_by_any_move(ApprovalStatus from, ApprovalMove move)
    {
        Reach(from);
        Plan(Sheet() with { Ended = ApprovalEnd.Cancelled });
        var status = State.Status;

        When(move);

        Assert.Equal(status, State.Status);
        Assert.Empty(Answer.Events);
        if (move is ApprovalMove.Reopen or ApprovalMove.TakeBack && Cell(status, move) != '.')
            ThenRefused("line-has-ended", "/act");
        Assert.Empty(ApprovalView.Of(State, Around)!.Moves);
    }

    [Theory]
    [MemberData(nameof(EveryStatus))]
    public void Of_an_order_that_is_closed_only_what_is_open_is_withdrawn(ApprovalStatus from)
    {
        Reach(from);

        Plan(Sheet() with { Ended = ApprovalEnd.Closed });

        Assert.Equal(from.IsOpen() ? [typeof(ApprovalEvent.Withdrawn)] : [], Answer.Events.Select(e => e.GetType()));
        Assert.Equal(from.IsOpen() ? ApprovalStatus.Cancelled : from, State.Status);
    }

    [Theory]
    [MemberData(nameof(EveryStatus))]
    public void What_is_open_when_its_milestone_drops_out_is_withdrawn_and_waited_for_again_when_that_comes_back(ApprovalStatus from)
    {
        Reach(from);
        var asked = State.Rounds.Length;

        Plan(Sheet() with { Ended = ApprovalEnd.Dropped });
        Assert.Equal(from.IsOpen() ? ApprovalStatus.Cancelled : from, State.Status);
        Assert.Equal((null, null), (State.Dates.WaitsOn, State.Dates.NextWake));
        if (from.IsOpen())
        {
            When(ApprovalMove.Reopen);
            ThenRefused("milestone-dropped", "/act");
        }

        Plan();

        Assert.Equal(!from.IsOpen() ? from : asked == 0 ? ApprovalStatus.Planned : ApprovalStatus.Requested, State.Status);
        Assert.Equal(from.IsOpen() && asked > 0 ? asked + 1 : asked, State.Rounds.Length);
        Assert.Null(State.Sheet!.Ended);
        Assert.Equal(from.IsOpen(), State.Dates.NextWake is not null);
    }

    [Theory]
    [MemberData(nameof(EveryStatus))]
    public void What_is_open_when_its_colour_is_taken_off_is_withdrawn_and_waited_for_again_when_that_comes_back(ApprovalStatus from)
    {
        Reach(from);

        Plan(Sheet() with { Ended = ApprovalEnd.ColourGone });
        Assert.Equal(from.IsOpen() ? ApprovalStatus.Cancelled : from, State.Status);
        Assert.Equal((null, null), (State.Dates.WaitsOn, State.Dates.NextWake));
        if (from.IsOpen())
        {
            When(ApprovalMove.Reopen);
            ThenRefused("colour-gone", "/act");
        }

        Plan();

        Assert.Equal(from.IsOpen(), State.Status.IsOpen());
        Assert.Null(State.Sheet!.Ended);
        Assert.Equal(from.IsOpen(), State.Dates.NextWake is not null);
    }

    [Fact]
    public void What_was_never_planned_for_a_line_that_ended_is_not_planned_then()
    {
        Plan(Sheet() with { Ended = ApprovalEnd.Cancelled });
        ThenNothing();
    }

    public static TheoryData<ApprovalStatus> EveryStatus => [.. Enum.GetValues<ApprovalStatus>().Where(s => s != ApprovalStatus.RejectedResubmit)];

    // The shortest way to each status.
    private void Reach(ApprovalStatus status)
    {
        Plan();
        ApprovalMove[] way = status switch
        {
            ApprovalStatus.Planned => [],
            ApprovalStatus.Requested => [ApprovalMove.Request],
            ApprovalStatus.Confirmed => [ApprovalMove.Request, ApprovalMove.Confirm],
            ApprovalStatus.Sent => [ApprovalMove.Request, ApprovalMove.Send],
            ApprovalStatus.Received => [ApprovalMove.Request, ApprovalMove.Receive],
            ApprovalStatus.InReview => [ApprovalMove.Request, ApprovalMove.Receive, ApprovalMove.Review],
            ApprovalStatus.Approved => [ApprovalMove.Request, ApprovalMove.Receive, ApprovalMove.Approve],
            ApprovalStatus.ApprovedWithComments => [ApprovalMove.Request, ApprovalMove.Receive, ApprovalMove.ApproveWithComments],
            ApprovalStatus.RejectedDrop => [ApprovalMove.Request, ApprovalMove.Receive, ApprovalMove.Drop],
            ApprovalStatus.Waived => [ApprovalMove.Waive],
            ApprovalStatus.CarriedOver => [ApprovalMove.CarryOver],
            // Held while it was with us: that is where it comes back to.
            ApprovalStatus.OnHold => [ApprovalMove.Request, ApprovalMove.Receive, ApprovalMove.Hold],
            ApprovalStatus.Cancelled => [ApprovalMove.Request, ApprovalMove.Cancel],
            _ => throw new ArgumentOutOfRangeException(nameof(status), status, "No way leads there."),
        };
        foreach (var move in way)
            When(move);
    }

    private static char Cell(ApprovalStatus from, ApprovalMove move)
    {
        var lines = Table.ReplaceLineEndings("\n").Split('\n');
        var column = Array.IndexOf(Words(lines[0]), from.ToString());
        return Words(lines.Single(l => Words(l)[0] == move.ToString()))[column + 1][0];
    }

    private static string[] Words(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
