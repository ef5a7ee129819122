using System.Collections.Immutable;
using Selvedge.Domain.Shipments;

namespace Selvedge.Gateway.Edi;

/// <summary>X12 214 and 856 in our words.</summary>
internal static class X12Messages
{
    /// <summary>214, transportation carrier shipment status.</summary>
    public static Mapped Status(Message message)
    {
        var map = new Mapping(message);
        var references = new List<string>();
        for (var i = 1; i < map.Count - 1; i++)
        {
            var segment = map.At(i);
            if (segment.Tag == "B10")
                references.AddRange(new[] { segment[2], segment[1] }.Select(EdiValues.Name).OfType<string>());
            else if (segment.Tag == "L11" && segment[2] is "BN" or "BM" or "SI" && EdiValues.Name(segment[1]) is { } reference)
                references.Add(reference);
            if (segment.Tag != "AT7")
                continue;
            var code = segment[1].Trim();
            if (!StatusCodes.X12.TryGetValue(code, out var meaning))
                map.Remark(i, code.Length == 0 && segment[3].Length > 0 ? 3 : 1, "unknown-code", $"'{(code.Length == 0 ? segment[3] : code)}' says nothing that is kept of a shipment.");
            else if (EdiValues.Day(segment[5]) is not { } day)
                map.Remark(i, 5, "impossible-date", "Expected a day as CCYYMMDD.");
            else
                map.Say(i, [.. references], meaning, day, null, EquipmentBehind(map, i), segment[2] is "" or "NS" ? null : $"reason {segment[2]}");
        }

        return map.Whole();
    }

    /// <summary>856, ship notice: the tree of HL levels, orders with their items, in or out of cartons.</summary>
    public static Mapped ShipNotice(Message message)
    {
        var map = new Mapping(message);
        var notice = new NoticeMapping(map);
        var levels = new Dictionary<string, string?>(StringComparer.Ordinal);
        var (order, level) = ((string?)null, "");
        var (lineNumber, style, item) = ((int?)null, (string?)null, "");
        var party = "";
        for (var i = 1; i < map.Count - 1; i++)
        {
            var segment = map.At(i);
            switch (segment.Tag)
            {
                case "BSN":
                    notice.Own = EdiValues.Name(segment[2]);
                    if (segment[1] is not ("00" or "14"))
                        map.Remark(i, 1, "not-taken", "Expected an original notice (00 or 14): what was announced is corrected by booking and events.");
                    break;
                case "HL":
                    level = segment[3];
                    order = levels.GetValueOrDefault(segment[2]);
                    levels[segment[1]] = order;
                    (lineNumber, style, item) = (null, null, segment[1]);
                    if (level is not ("S" or "O" or "T" or "P" or "I" or "E"))
                        map.Remark(i, 3, "unknown-code", $"'{level}' is no level that is read.");
                    break;
                case "PRF":
                    levels[item] = order = EdiValues.Name(segment[1]);
                    if (order is null)
                        map.Remark(i, 1, "required", "Expected the number of a purchase order.");
                    break;
                case "TD5":
                    notice.Carrier ??= EdiValues.Name(segment[3]);
                    if (segment[4].Length > 0 && ModeOf(segment[4]) is null)
                        map.Remark(i, 4, "unknown-code", $"'{segment[4]}' is no mode of transport that is kept.");
                    notice.Mode ??= ModeOf(segment[4]);
                    break;
                case "TD3" when EdiValues.Equipment(segment[2] + segment[3]) is { } container && segment[1] is "CN" or "CC" or "CW" or "CZ":
                    notice.Containers.Add(container);
                    break;
                case "REF" when level == "S" && segment[1] == "BN":
                    notice.Booking = EdiValues.Name(segment[2]);
                    break;
                case "REF" when level == "S" && segment[1] == "BM":
                    notice.Bill = EdiValues.Name(segment[2]);
                    break;
                case "N1":
                    party = segment[1];
                    break;
                case "N4" when segment[5] == "UN":
                    var place = notice.Place(i, 6, segment[6]);
                    if (party == "SF")
                        notice.From = place ?? notice.From;
                    else if (party == "ST")
                        notice.To = place ?? notice.To;
                    break;
                case "DTM" when level == "S":
                    notice.Date(i, segment[1], 2, segment[2], StatusCodes.X12Dates);
                    break;
                case "LIN":
                    lineNumber = EdiValues.Line(segment[1]);
                    style = Qualified(segment, 2, "VA", "VP", "VN", "IN", "ST");
                    break;
                case "SN1":
                    if (order is null)
                        map.Remark(i, 0, "required", "Expected the item below an order (HL O with PRF).");
                    else if (EdiValues.Pieces(segment[2]) is not { } quantity)
                        map.Remark(i, 2, "impossible-quantity", "Expected whole pieces.");
                    else if (segment[3] is not ("EA" or "PR" or "PC"))
                        map.Remark(i, 3, "unknown-code", $"'{segment[3]}' counts neither pieces nor pairs.");
                    else
                        notice.Lines.Add(new NoticedLine(i + 1, order, lineNumber ?? EdiValues.Line(segment[1]), style, quantity));
                    break;
            }
        }

        return notice.Whole();
    }

    private static string? EquipmentBehind(Mapping map, int status)
    {
        for (var i = status + 1; i < map.Count && map.At(i).Tag is not ("AT7" or "LX"); i++)
            if (map.At(i).Tag == "MS2" && map.At(i)[2].Any(char.IsAsciiDigit) && map.At(i)[3] is "CN" or "CZ")
                return EdiValues.Equipment(map.At(i)[1] + map.At(i)[2]);
        return null;
    }

    // X12 element 91.
    private static TransportMode? ModeOf(string code) => code switch
    {
        "S" or "O" or "VE" => TransportMode.Sea,
        "A" or "AE" => TransportMode.Air,
        "R" => TransportMode.Rail,
        "M" or "J" or "LT" => TransportMode.Road,
        _ => null,
    };

    private static string? Qualified(Segment segment, int first, params string[] qualifiers)
    {
        for (var at = first; at < segment.Elements.Length; at += 2)
            if (qualifiers.Contains(segment[at]))
                return EdiValues.Name(segment[at + 1]);
        return null;
    }
}
