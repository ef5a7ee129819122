using System.Buffers;
using System.Collections.Frozen;

namespace Selvedge.Gateway.Shipments;

/// <summary>How places are named: by UN/LOCODE, a country of two letters and a place of three letters or digits from 2 to 9.</summary>
internal static class Places
{
    private static readonly SearchValues<char> OfPlaces = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ23456789");

    // Those of ISO 3166-1, Kosovo, and the high seas.
    private static readonly FrozenSet<string> Countries =
        """
        AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC
        CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD
        GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH
        KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW
        MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC
        SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY
        UZ VA VC VE VG VI VN VU WF WS XK XZ YE YT ZA ZM ZW
        """.Split((char[])[' ', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);

    public static bool IsCode(string text) => text.Length == 5 && !text.AsSpan(2).ContainsAnyExcept(OfPlaces) && Countries.Contains(text[..2]);
}
