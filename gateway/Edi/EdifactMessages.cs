using System.Collections.Immutable;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.Shipments;

namespace Selvedge.Gateway.Edi;

/// <summary>EDIFACT IFTSTA and DESADV in our words.</summary>
internal static class EdifactMessages
{
    /// <summary>IFTSTA: consignments with statuses, each with its references, place, day and container, and the stages before and after.</summary>
    public static Mapped Status(Message message)
    {
        var map = new Mapping(message);
        var common = new List<string>();
        var consignment = new List<string>();
        for (var i = 1; i < map.Count - 1; i++)
        {
            var segment = map.At(i);
            if (segment.Tag == "RFF" && Reference(segment) is { } reference)
                common.Add(reference);
            else if (segment.Tag == "CNI")
            {
                consignment.Clear();
                if (EdiValues.Name(segment[2]) is { } number)
                    consignment.Add(number);
            }
            else if (segment.Tag == "STS")
            {
                var end = i + 1;
                while (end < map.Count - 1 && map.At(end).Tag is not ("STS" or "CNI"))
                    end++;
                Status(map, i, end, [.. consignment], common);
                i = end - 1;
            }
        }

        return map.Whole();
    }

    private static void Status(Mapping map, int first, int end, ImmutableArray<string> consignment, List<string> common)
    {
        var own = new List<string>();
        DateOnly? day = null;
        var (place, equipment, stage) = ((string?)null, (string?)null, -1);
        for (var i = first + 1; i < end; i++)
        {
            var segment = map.At(i);
            if (segment.Tag == "RFF" && Reference(segment) is { } reference)
                own.Add(reference);
            else if (segment.Tag == "RFF" && segment[1] == "EQ")
                equipment ??= EdiValues.Equipment(segment[1, 2]);
            else if (segment.Tag == "EQD" && segment[1] == "CN")
                equipment = EdiValues.Equipment(segment[2]) ?? equipment;
            else if (segment.Tag == "DTM" && stage < 0 && segment[1] == "334")
                day = EdiValues.Day(segment[1, 2]);
            else if (segment.Tag == "LOC" && stage < 0)
                place = EdiValues.Place(segment[2]);
            else if (segment.Tag == "TDT")
                stage = i;
        }

        ImmutableArray<string> references = own.Count + consignment.Length > 0 ? [.. own.Concat(consignment).Distinct()] : [.. common.Distinct()];
        var status = map.At(first);
        var code = status[2].Trim();
        if (!StatusCodes.Edifact.TryGetValue(code, out var meaning))
            map.Remark(first, 2, "unknown-code", $"'{code}' says nothing that is kept of a shipment.");
        else if (day is not { } happened)
            map.Remark(first, 0, "required", "Expected DTM 334 with the day of the status as CCYYMMDD.");
        else
            map.Say(first, references, meaning, happened, place, equipment, EdiValues.Name(status[2, 4]));

        // Where the stage loads, discharges and delivers, and when: 9, 11 and 7 of code list 3227.
        var at = "";
        var where = (string?)null;
        for (var i = stage < 0 ? end : stage; i < end; i++)
        {
            var segment = map.At(i);
            if (segment.Tag == "LOC")
                (at, where) = (segment[1], EdiValues.Place(segment[2]));
            if (segment.Tag != "DTM" || !StatusCodes.EdifactDates.TryGetValue(segment[1], out var dated) || MomentAt(at, dated) is not { } meant)
                continue;
            if (EdiValues.Day(segment[1, 2]) is { } known)
                map.Say(i, references, dated with { Moment = meant }, known, meant == TransportMoment.Received ? null : where, equipment);
            else
                map.Remark(i, 1, "impossible-date", "Expected a day as CCYYMMDD.");
        }
    }

    // A place without a UN/LOCODE is none that could be compared with what was booked, and is taken for it.
    private static TransportMoment? MomentAt(string place, StatusMeaning dated) => (place, dated.Moment) switch
    {
        ("9", TransportMoment.Departure) => TransportMoment.Departure,
        ("11", TransportMoment.Arrival) => TransportMoment.Arrival,
        ("7", TransportMoment.Arrival or TransportMoment.Received) => TransportMoment.Received,
        _ => null,
    };

    /// <summary>DESADV, despatch advice.</summary>
    public static Mapped DespatchAdvice(Message message)
    {
        var map = new Mapping(message);
        var notice = new NoticeMapping(map);
        string? order = null;
        var item = -1;
        for (var i = 1; i < map.Count; i++)
        {
            var segment = map.At(i);
            if (segment.Tag is "LIN" or "CPS" or "UNS" or "UNT" && item >= 0)
            {
                AddLine(map, item, i, order, notice.Lines);
                item = -1;
            }

            switch (segment.Tag)
            {
                case "BGM":
                    notice.Own = EdiValues.Name(segment[2]);
                    if (segment[3] is not ("" or "9"))
                        map.Remark(i, 3, "not-taken", "Expected an original (9): what was announced is corrected by booking and events.");
                    break;
                case "DTM" when item < 0 && segment[1] != "137":
                    notice.Date(i, segment[1], 1, segment[1, 2], StatusCodes.EdifactDates);
                    break;
                case "RFF" when item < 0 && segment[1] == "BN":
                    notice.Booking = EdiValues.Name(segment[1, 2]);
                    break;
                case "RFF" when item < 0 && segment[1] == "BM":
                    notice.Bill = EdiValues.Name(segment[1, 2]);
                    break;
                case "RFF" when item < 0 && segment[1] == "ON":
                    order = EdiValues.Name(segment[1, 2]);
                    break;
                case "TDT":
                    (notice.Carrier, notice.Mode) = (EdiValues.Name(segment[5]) ?? notice.Carrier, ModeOf(segment[3]) ?? notice.Mode);
                    if (segment[3].Length > 0 && ModeOf(segment[3]) is null)
                        map.Remark(i, 3, "unknown-code", $"'{segment[3]}' is no mode of transport that is kept.");
                    break;
                case "LOC" when segment[1] == "9":
                    notice.From = notice.Place(i, 2, segment[2]) ?? notice.From;
                    break;
                case "LOC" when segment[1] == "11":
                    notice.To = notice.Place(i, 2, segment[2]) ?? notice.To;
                    break;
                case "EQD" when segment[1] == "CN" && EdiValues.Equipment(segment[2]) is { } container:
                    notice.Containers.Add(container);
                    break;
                case "LIN":
                    item = i;
                    break;
            }
        }

        return notice.Whole();
    }

    private static void AddLine(Mapping map, int first, int end, string? order, List<NoticedLine> lines)
    {
        var line = EdiValues.Line(map.At(first)[1]);
        var (style, counted) = ((string?)null, -1);
        for (var i = first + 1; i < end; i++)
        {
            var segment = map.At(i);
            if (segment.Tag == "RFF" && segment[1] == "ON")
                (order, line) = (EdiValues.Name(segment[1, 2]) ?? order, EdiValues.Line(segment[1, 3]) ?? line);
            else if (segment.Tag == "PIA")
                style ??= EdiValues.Name(segment[2]);
            else if (segment.Tag == "QTY" && segment[1] == "12")
                counted = i;
        }

        if (order is null)
            map.Remark(first, 0, "required", "Expected RFF ON with the number of the purchase order.");
        else if (counted < 0)
            map.Remark(first, 0, "required", "Expected QTY 12 with what was despatched.");
        else if (map.At(counted)[1, 3] is not ("" or "PCE" or "EA" or "C62" or "H87" or "PR" or "NPR"))
            map.Remark(counted, 1, "unknown-code", $"'{map.At(counted)[1, 3]}' counts neither pieces nor pairs.");
        else if (EdiValues.Pieces(map.At(counted)[1, 2]) is not { } quantity)
            map.Remark(counted, 1, "impossible-quantity", "Expected whole pieces.");
        else
            lines.Add(new NoticedLine(first + 1, order, line, style, quantity));
    }

    private static string? Reference(Segment segment) => segment[1] is "BN" or "BM" or "CU" ? EdiValues.Name(segment[1, 2]) : null;

    // Code list 8067, UNECE Recommendation 19.
    private static TransportMode? ModeOf(string code) => code switch
    {
        "1" or "10" => TransportMode.Sea,
        "2" or "20" => TransportMode.Rail,
        "3" or "30" => TransportMode.Road,
        "4" or "40" => TransportMode.Air,
        _ => null,
    };
}
