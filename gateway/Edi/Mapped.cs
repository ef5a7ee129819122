using System.Collections.Immutable;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.Shipments;

namespace Selvedge.Gateway.Edi;

/// <summary>Something in a message that its sender should know of. Nothing of what was sent is lost by it: the interchange is kept as it came.</summary>
/// <param name="Segment">Number of the segment in its message, its header being 1.</param>
/// <param name="Element">From 1; 0 for the whole segment.</param>
/// <param name="Value">As it was sent; empty where something is missing.</param>
/// <param name="Code">unknown-code, impossible-date, required, or a problem of ours.</param>
public sealed record EdiRemark(int Segment, string Tag, int Element, string Value, string Code, string Detail);

/// <summary>What one message says in our words.</summary>
internal sealed record Mapped(ShipNotice? Notice, ImmutableArray<SaidTransport> Said, ImmutableArray<EdiRemark> Remarks);

/// <summary>A statement about a shipment's way.</summary>
/// <param name="References">Bookings or ids by which the shipment is known; any of them.</param>
/// <param name="Location">UN/LOCODE; null for the place that was booked.</param>
internal sealed record SaidTransport(int Segment, ImmutableArray<string> References, StatusMeaning Meaning, DateOnly Date, string? Location, string? Equipment, string? Note);

/// <summary>What was shipped, as 856 and DESADV announce it.</summary>
/// <param name="Segment">At which the message begins to speak of it.</param>
internal sealed record ShipNotice(
    int Segment, string? Booking, string? Carrier, TransportMode? Mode, string? From, string? To, ImmutableArray<string> Containers, ImmutableArray<NoticedLine> Lines);

/// <param name="Line">Number of the order's line; null where the message does not say it.</param>
/// <param name="Style">The vendor's or buyer's article; tells the line where its number is missing.</param>
internal sealed record NoticedLine(int Segment, string PurchaseOrder, int? Line, string? Style, int Quantity);

/// <summary>Collects what a message says while it is walked through.</summary>
internal sealed class Mapping(Message message)
{
    private readonly ImmutableArray<SaidTransport>.Builder said = ImmutableArray.CreateBuilder<SaidTransport>();
    private readonly ImmutableArray<EdiRemark>.Builder remarks = ImmutableArray.CreateBuilder<EdiRemark>();

    public Segment At(int index) => message.Segments[index];

    public int Count => message.Segments.Length;

    public void Remark(int index, int element, string code, string detail) =>
        remarks.Add(new EdiRemark(index + 1, At(index).Tag, element, element == 0 ? "" : string.Join('/', At(index).Elements.ElementAtOrDefault(element - 1).IsDefault ? [] : At(index).Elements[element - 1]), code, detail));

    public void Say(int index, ImmutableArray<string> references, StatusMeaning meaning, DateOnly date, string? location, string? equipment, string? note = null) =>
        said.Add(new SaidTransport(index + 1, references, meaning, date, location, equipment, note));

    public Mapped Whole(ShipNotice? notice = null) => new(notice, said.DrainToImmutable(), remarks.DrainToImmutable());
}
