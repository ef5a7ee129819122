using System.Collections.Immutable;
using Selvedge.Domain.Shipments;

namespace Selvedge.Gateway.Edi;

/// <summary>Collects what was shipped while a message that announces it is walked through, whichever its syntax.</summary>
internal sealed class NoticeMapping(Mapping map)
{
    // The segment behind the header, at which such a message begins to speak of the shipment.
    private const int First = 2;

    private readonly List<(int At, StatusMeaning Meaning, DateOnly Day)> dates = [];

    public string? Booking { get; set; }

    /// <summary>Number of the bill of lading.</summary>
    public string? Bill { get; set; }

    /// <summary>Number of the notice itself.</summary>
    public string? Own { get; set; }

    public string? Carrier { get; set; }

    public TransportMode? Mode { get; set; }

    public string? From { get; set; }

    public string? To { get; set; }

    public List<string> Containers { get; } = [];

    public List<NoticedLine> Lines { get; } = [];

    /// <summary>Takes a date of the shipment in, or remarks why not.</summary>
    /// <param name="code">What date it is, in the first element of the segment.</param>
    /// <param name="element">That holds the day.</param>
    public void Date(int at, string code, int element, string day, IReadOnlyDictionary<string, StatusMeaning> known)
    {
        if (!known.TryGetValue(code, out var meaning))
            map.Remark(at, 1, "unknown-code", $"'{code}' is no date that is kept of a shipment.");
        else if (EdiValues.Day(day) is { } read)
            dates.Add((at, meaning, read));
        else
            map.Remark(at, element, "impossible-date", "Expected a day as CCYYMMDD.");
    }

    /// <summary>The place; null, and remarked, where it is none.</summary>
    public string? Place(int at, int element, string text)
    {
        var place = EdiValues.Place(text);
        if (place is null)
            map.Remark(at, element, "impossible-place", "Expected a UN/LOCODE.");
        return place;
    }

    public Mapped Whole()
    {
        // Its dates are of the shipment by whatever name that is known.
        ImmutableArray<string> references = [.. new[] { Booking, Bill, Own }.OfType<string>().Distinct()];
        foreach (var (at, meaning, day) in dates)
            map.Say(at, references, meaning, day, null, null);
        return map.Whole(new ShipNotice(First, references.FirstOrDefault(), Carrier, Mode, From, To, [.. Containers.Distinct()], [.. Lines]));
    }
}
