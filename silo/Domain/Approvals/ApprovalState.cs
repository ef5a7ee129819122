using System.Collections.Immutable;
using Orleans;
using Selvedge.Domain.TimeAndAction;

namespace Selvedge.Domain.Approvals;

/// <summary>An approval as its events left it. <see cref="Sheet"/> is null until it was planned.</summary>
/// <param name="HeldFrom">The status to go back to; null unless on hold.</param>
/// <param name="Rounds">From the first; empty until it is asked for.</param>
/// <param name="Remarks">Of both sides, public and private.</param>
/// <param name="Dates">As of the last event that moved it.</param>
/// <param name="Moves">How many events changed what others wait for: only rises.</param>
/// <param name="Version">Number of events.</param>
/// <param name="Proposals">What waits for a second person, oldest first.</param>
public sealed record ApprovalState(
    ApprovalSheet? Sheet, ApprovalStatus Status, ApprovalStatus? HeldFrom, ImmutableArray<Round> Rounds, ImmutableArray<Remark> Remarks,
    ImmutableArray<Attachment> Attachments, SamplePlace? Place, CustomsRecord? Customs, ApprovalDates Dates, int Moves, int Version,
    ImmutableArray<ApprovalProposal> Proposals)
{
    public static ApprovalState Empty { get; } =
        new(null, ApprovalStatus.Planned, null, [], [], [], null, null, ApprovalDates.None, 0, 0, []);

    public Round? Round => Rounds.IsEmpty ? null : Rounds[^1];

    /// <summary>When it is to be here: of the round that is open or was last; as planned while there is none.</summary>
    public DateOnly SubmitBy => Round?.SubmitBy ?? Sheet!.SubmitBy;

    /// <summary>When it is to be decided, as for <see cref="SubmitBy"/>.</summary>
    public DateOnly DecideBy => Round?.DecideBy ?? Sheet!.DecideBy;

    public ApprovalProposal? Proposal(Guid id) => Proposals.FirstOrDefault(p => p.Id == id);

    public ApprovalType Type => ApprovalTypes.Find(Sheet!.Subject.Type)
        ?? throw new NotSupportedException($"Approval type {Sheet.Subject.Type} is not known here.");

    /// <summary>Whether the last thing that was looked at was sent back and nothing has been approved since.</summary>
    public bool IsRejected =>
        Status == ApprovalStatus.RejectedDrop
        || Status.IsOpen() && Rounds.LastOrDefault(r => r.Outcome is not null)?.Outcome == ApprovalStatus.RejectedResubmit;
}

/// <summary>One submission, from asking to deciding.</summary>
/// <param name="Number">From 1.</param>
/// <param name="RequestedOn">Null where it came unasked.</param>
/// <param name="SubmitBy">The day on which it should be here.</param>
/// <param name="DecideBy">The day on which it should be decided.</param>
/// <param name="Expected">The day that the vendor confirmed or proposed; null while it has not.</param>
/// <param name="Outcome">Null while the round is open.</param>
/// <param name="Comment">That came with the decision.</param>
/// <param name="ClocksOn">The last day on which it was held, taken up again or cancelled.</param>
/// <param name="ConfirmedBy">Id of the second person, where deciding it took two.</param>
[GenerateSerializer, Immutable, Alias("approval-round")]
public sealed record Round(
    int Number, DateOnly? RequestedOn, DateOnly SubmitBy, DateOnly DecideBy, DateOnly? Expected, bool IsProposal, DateOnly? SentOn, Parcel? Parcel,
    DateOnly? ReceivedOn, DateOnly? ReviewFrom, DateOnly? DecidedOn, ApprovalStatus? Outcome, ImmutableArray<string> Reasons, string? Comment,
    string? DecidedBy, Clocks Clocks, DateOnly? ClocksOn = null, string? ConfirmedBy = null)
{
    public static Round Open(int number, DateOnly? requestedOn, DateOnly submitBy, DateOnly decideBy, Clocks clocks) =>
        new(number, requestedOn, submitBy, decideBy, null, false, null, null, null, null, null, null, [], null, null, clocks);

    /// <summary>The last day on which something happened in it.</summary>
    public DateOnly? LastStep => (DecidedOn ?? ReviewFrom ?? ReceivedOn ?? SentOn ?? RequestedOn) is { } step
        ? ClocksOn is { } stopped ? Forecasting.Later(step, stopped) : step
        : ClocksOn;
}

/// <summary>What somebody wrote beside the decisions.</summary>
/// <param name="IsPrivate">Shown to the writer's side alone.</param>
[GenerateSerializer, Immutable, Alias("approval-remark")]
public sealed record Remark(string Id, string By, Party Side, string Text, bool IsPrivate, int Round, DateTimeOffset At);

/// <summary>A reference to a file kept elsewhere by its content.</summary>
/// <param name="Sha256">Of the content, in lower-case hexadecimal: its key in the store.</param>
/// <param name="IsPrivate">Shown to the side of who attached it alone.</param>
[GenerateSerializer, Immutable, Alias("approval-attachment")]
public sealed record Attachment(
    string Id, string Name, string MediaType, long Bytes, string Sha256, string By, Party Side, bool IsPrivate, int Round, DateTimeOffset At);

/// <summary>Where the sample is.</summary>
/// <param name="Location">A place or person, as those who look for it say it.</param>
/// <param name="Parcel">What it travels in, while it does.</param>
[GenerateSerializer, Immutable, Alias("sample-place")]
public sealed record SamplePlace(string Location, Parcel? Parcel, DateOnly Since);
