using System.Collections.Immutable;
using Orleans;
using Selvedge.Domain.People;
using Selvedge.Domain.PurchaseOrders;

namespace Selvedge.Domain.Approvals;

/// <summary>What may be asked of an approval.</summary>
public abstract record ApprovalCommand
{
    private ApprovalCommand() { }

    /// <summary>The style or order needs it: plans it, follows a change of plan, or finds nothing new.</summary>
    /// <param name="Past">What is known of it already, in its order; only while it is new or planned.</param>
    public sealed record Plan(ApprovalSheet Sheet, ImmutableArray<ApprovalAct> Past) : ApprovalCommand;

    /// <param name="Id">That of the command: what must wait for a second person is known by it.</param>
    public sealed record Do(ApprovalAct Act, Guid Id = default) : ApprovalCommand;

    /// <summary>A person says yes or no to what waits for a second person, or takes back what they have proposed.</summary>
    /// <param name="Held">The version that the person looked at; null to act upon any.</param>
    public sealed record Answer(ProposalReply Reply, ProposalAnswer What, Author By, int? Held = null) : ApprovalCommand;

    /// <summary>What came in, or was decided, is not what is wanted: another round is asked for, unless one is under way.</summary>
    public sealed record AskAgain(AnotherRound Round) : ApprovalCommand;

    public sealed record Attach(NewAttachment Attachment) : ApprovalCommand;

    public sealed record Detach(AttachmentRemoval Removal) : ApprovalCommand;

    public sealed record Move(SampleMove Where) : ApprovalCommand;

    public sealed record Declare(CustomsDeclaration Declaration) : ApprovalCommand;

    /// <summary>The committed due time has come.</summary>
    public sealed record Wake : ApprovalCommand;
}

/// <summary>An approval to plan, with what is known of it already.</summary>
[GenerateSerializer, Immutable, Alias("planned-approval")]
public sealed record PlannedApproval(ApprovalSheet Sheet, ImmutableArray<ApprovalAct> Past);

/// <param name="By">Id of the person.</param>
/// <param name="Text">What is to be otherwise.</param>
[GenerateSerializer, Immutable, Alias("another-round")]
public sealed record AnotherRound(string By, string Text);

/// <summary>A file that lies in the store already.</summary>
[GenerateSerializer, Immutable, Alias("new-attachment")]
public sealed record NewAttachment(string By, Party Side, bool IsPrivate, string Name, string MediaType, long Bytes, string Sha256);

/// <param name="Id">Of the attachment.</param>
[GenerateSerializer, Immutable, Alias("attachment-removal")]
public sealed record AttachmentRemoval(string By, Party Side, string Id);

/// <param name="On">Null for today.</param>
[GenerateSerializer, Immutable, Alias("sample-move")]
public sealed record SampleMove(string By, string Location, Parcel? Parcel, DateOnly? On);
