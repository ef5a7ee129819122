using System.Collections.Immutable;
using Orleans;
using Selvedge.Contracts;
using Selvedge.Contracts.Stored;
using Selvedge.Domain;
using Selvedge.Domain.Approvals;
using Selvedge.Domain.Brands;
using Selvedge.Domain.Calendars;
using Selvedge.Domain.People;
using Selvedge.Domain.PurchaseOrders;

namespace Selvedge.Grains;

/// <summary>One approval: keeps its rounds, and tells each side when its day has passed.</summary>
public sealed class ApprovalGrain(ActorServices services, IGrainFactory grains)
    : EventSourcedGrain<Approval, ApprovalCommand, ApprovalEvent, ApprovalState>(services, StoredKinds.Approval), IApprovalGrain
{
    public Task<Verdict> Plan(Asked<PlannedApproval> asked) =>
        ExecuteAsync(asked.Header, new ApprovalCommand.Plan(asked.Command.Sheet, asked.Command.Past));

    public async Task<ImmutableArray<ApprovalActVerdict>> Act(ImmutableArray<Asked<ApprovalAct>> asked)
    {
        var verdicts = await ExecuteAsync([.. asked.Select(a => (a.Header, (ApprovalCommand)new ApprovalCommand.Do(a.Command, a.Header.Id)))]);
        return [.. asked.Zip(verdicts, (a, verdict) => new ApprovalActVerdict(verdict, State.Proposal(a.Header.Id)?.Id.ToString("N")))];
    }

    public Task<Verdict> Answer(Asked<ProposalAnswer> asked, ProposalReply reply, Author by, int? held) =>
        ExecuteAsync(asked.Header, new ApprovalCommand.Answer(reply, asked.Command, by, held));

    public Task<Verdict> Preview(ApprovalAct act) => PreviewAsync(new ApprovalCommand.Do(act));

    public Task<Verdict> AskAgain(Asked<AnotherRound> asked) => ExecuteAsync(asked.Header, new ApprovalCommand.AskAgain(asked.Command));

    public Task<Verdict> Attach(Asked<NewAttachment> asked) => ExecuteAsync(asked.Header, new ApprovalCommand.Attach(asked.Command));

    public Task<Verdict> Detach(Asked<AttachmentRemoval> asked) => ExecuteAsync(asked.Header, new ApprovalCommand.Detach(asked.Command));

    public Task<Verdict> MoveSample(Asked<SampleMove> asked) => ExecuteAsync(asked.Header, new ApprovalCommand.Move(asked.Command));

    public Task<Verdict> DeclareCustoms(Asked<CustomsDeclaration> asked) => ExecuteAsync(asked.Header, new ApprovalCommand.Declare(asked.Command));

    public Task Wake(DateTimeOffset due) => WakeAsync(due, new ApprovalCommand.Wake());

    public async Task<ApprovalView?> Read()
    {
        await CatchUpAsync();
        return ApprovalView.Of(State, await LookAroundAsync(State.Sheet));
    }

    public async Task<ApprovalStanding?> Stand()
    {
        await CatchUpAsync();
        return ApprovalStanding.Of(State);
    }

    protected override ValueTask<Surroundings> LookAroundAsync(ApprovalCommand command) =>
        LookAroundAsync(command is ApprovalCommand.Plan { Sheet: var planned } ? planned : State.Sheet);

    private async ValueTask<Surroundings> LookAroundAsync(ApprovalSheet? sheet)
    {
        var knowledge = Services.Knowledge;
        var place = (sheet?.Vendor ?? State.Sheet?.Vendor) is { } vendor ? await grains.GetGrain<IVendorGrain>(vendor).Place() : null;
        var brand = sheet is null ? BrandSettings.Default : knowledge.Brand(sheet.Brand);
        return new Surroundings(Now, place is null ? WorkingCalendars.Unknown : knowledge.Calendars.Of(place.Vendor, place.Country))
        {
            Brand = brand,
            Office = sheet is null ? WorkingCalendars.Unknown : knowledge.Calendars.OfOffice(sheet.Brand, brand.Country),
        };
    }
}
