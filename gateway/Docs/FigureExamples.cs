namespace Selvedge.Gateway.Docs;

/// <summary>Examples of figures, by operation.</summary>
internal static class FigureExamples
{
    private const string Line =
        """
        "id": "PO-1001/1", "purchaseOrder": "PO-1001", "line": 1, "brand": "HALDEN", "category": "apparel", "vendor": "V-17", "vendorName": "Dhaka Shirts",
        "style": "ST-204", "styleName": "Crew neck", "colour": "Ink", "quantity": 2400
        """;

    public static readonly Dictionary<string, string> Answers = new()
    {
        ["ReadOnTimeTrend"] =
            """
            { "against": "baseline", "from": "2026-06-01", "weeks": 26,
              "all": { "key": null, "name": null, "lines": 41, "onTime": 33, "weeks": [
                { "week": "2026-11-09", "lines": 22, "onTime": 18 }, { "week": "2026-11-16", "lines": 19, "onTime": 15 } ] },
              "series": [{ "key": "HALDEN", "name": "HALDEN", "lines": 30, "onTime": 25, "weeks": [
                { "week": "2026-11-09", "lines": 18, "onTime": 15 }, { "week": "2026-11-16", "lines": 12, "onTime": 10 } ] }],
              "seriesTotal": 4, "undated": 0 }
            """,
        ["ListLinesThatLeft"] =
            $$"""
            { "items": [{ {{Line}}, "baseline": "2026-11-10", "committed": "2026-11-12", "actual": "2026-11-13", "lateDays": 3 }], "total": 1, "next": null }
            """,
        ["ReadExFactoryLoad"] =
            """
            { "all": { "key": null, "name": null,
                "weeks": [{ "week": "2026-11-23", "plan": { "lines": 14, "quantity": 31200 }, "forecast": { "lines": 21, "quantity": 45800 }, "isOverUsual": true }],
                "usual": { "lines": 14, "quantity": 31200 }, "earlier": { "lines": 3, "quantity": 5400 },
                "later": { "plan": { "lines": 60, "quantity": 140100 }, "forecast": { "lines": 56, "quantity": 130900 } } },
              "series": [{ "key": "V-17", "name": "Dhaka Shirts",
                "weeks": [{ "week": "2026-11-23", "plan": { "lines": 2, "quantity": 4800 }, "forecast": { "lines": 2, "quantity": 4800 }, "isOverUsual": false }],
                "usual": { "lines": 2, "quantity": 4800 }, "earlier": { "lines": 0, "quantity": 0 },
                "later": { "plan": { "lines": 5, "quantity": 9900 }, "forecast": { "lines": 5, "quantity": 9900 } } }],
              "seriesTotal": 38, "undated": 0 }
            """,
        ["ReadSlipByCause"] =
            """
            { "lines": 3, "slipDays": 19, "absorbedDays": 4,
              "causes": [
                { "side": "factory", "code": "FA-CAP", "reason": "overbooked line", "days": 15, "lines": 2 },
                { "side": "brand", "code": null, "reason": null, "days": 6, "lines": 1 } ],
              "untold": { "days": 2, "lines": 1 } }
            """,
        ["ListSlippingLines"] =
            $$"""
            { "items": [{ {{Line}}, "health": "late", "baseline": "2027-01-05", "committed": "2027-01-05", "forecast": "2027-01-11", "actual": null,
              "slipDays": 6, "days": 8, "cause": "overbooked line" }], "total": 1, "next": null }
            """,
    };
}
