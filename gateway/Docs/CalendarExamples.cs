namespace Selvedge.Gateway.Docs;

/// <summary>Examples of templates, working calendars and what is changed of a calendar, by operation.</summary>
internal static class CalendarExamples
{
    private const string Cutting =
        """
        { "code": "A26", "name": "Cutting start (PCD)", "role": "Vendor", "side": "factory", "home": "line", "submitOffset": null, "dueOffset": -31,
          "after": [{ "milestone": "A25", "minDays": 3 }, { "milestone": "A21", "minDays": 10 }], "stage": "cutting",
          "when": [{ "attribute": "origin", "value": "import" }], "perColour": false, "gate": false,
          "approvals": [] }
        """;

    private const string Template = $$"""{ "title": "HALDEN apparel", "brand": "HALDEN", "category": "apparel", "milestones": [{{Cutting}}] }""";

    private const string Faults =
        """
        [{ "milestone": "A26", "pointer": "/milestones/25/after/1/minDays", "code": "lag-does-not-fit",
           "detail": "A26 follows A21 by at least 12 days, but is planned 10 days after it." }]
        """;

    private const string Sheet =
        """
        { "weeklyDaysOff": null, "holidays": [{ "day": "2027-06-01", "name": "Census" }], "worked": ["2027-05-01"],
          "closures": [{ "from": "2027-02-01", "to": "2027-02-14", "name": "Flood", "rampDays": 14, "rampPercent": 60, "beforeDays": 0, "beforePercent": 100 }],
          "ramps": [{ "closure": "Eid al-Fitr", "beforeDays": 28, "beforePercent": 85, "afterDays": 5, "afterPercent": 70 }] }
        """;

    private const string Effect =
        """
        { "purchaseOrders": 412, "movedPurchaseOrders": 32, "lines": 1630, "moved": 88, "movedMilestones": 1204, "newlyLate": 9, "recovered": 0,
          "brands": [{ "brand": "HALDEN", "lines": 1630, "moved": 88, "days": 231 }],
          "items": [{ "purchaseOrder": "PO-1001", "line": 1, "brand": "HALDEN", "category": "apparel", "vendor": "V-17", "before": "2027-01-11",
            "after": "2027-01-15", "days": 4, "healthBefore": "ontrack", "healthAfter": "late" }] }
        """;

    private const string Verdict = """{ "status": "accepted", "version": 3, "position": 48290 }""";

    public static readonly Dictionary<string, string> Bodies = new()
    {
        ["ValidateCalendarTemplate"] = Template,
        ["PreviewCalendarTemplate"] =
            $$"""{ "sheet": {{Template}}, "exFactory": "2027-03-20", "country": "BD", "attributes": [{ "attribute": "washed", "value": "yes" }] }""",
        ["SaveCalendarTemplateDraft"] = Template,
        ["PublishCalendarTemplate"] = """{ "note": "two days more for packing" }""",
        ["DuplicateCalendarTemplate"] = """{ "id": "HALDEN-APPAREL", "version": 1, "title": "HALDEN apparel", "brand": "HALDEN", "category": "apparel" }""",
        ["RetireCalendarTemplate"] = """{ "reason": "replaced by HALDEN-KNITS" }""",
        ["AdoptCalendarTemplate"] = """{ "version": 2, "purchaseOrders": ["PO-1001", "PO-1002"], "reason": "agreed with the mill" }""",
        ["AdoptTemplateOnOrder"] = """{ "template": null, "version": 2, "lines": [1], "reason": "agreed with the mill" }""",
        ["AdoptTemplateOnStyle"] = """{ "version": 2, "reason": "agreed with the mill" }""",
        ["OverrideMilestoneOfLine"] = """{ "kind": "lags", "lags": [{ "milestone": "A19", "minDays": 30 }], "extra": null, "reason": "knitted to order" }""",
        ["OverrideMilestoneOfOrder"] = """{ "kind": "lags", "lags": [{ "milestone": "A19", "minDays": 30 }], "extra": null, "reason": "knitted to order" }""",
        ["ForeseeOverrideOfOrder"] = """{ "kind": "lags", "lags": [{ "milestone": "A19", "minDays": 30 }], "extra": null, "reason": "knitted to order" }""",
        ["OverrideMilestoneOfStyle"] = """{ "kind": "notapplicable", "reason": "no print" }""",
        ["LiftOverrideOfOrder"] = """{ "reason": "stock was found", "kind": "lags" }""",
        ["LiftOverrideOfLine"] = """{ "reason": "stock was found" }""",
        ["LiftOverrideOfStyle"] = """{ "reason": "printed after all" }""",
        ["ForeseeWorkingCalendar"] = Sheet,
        ["AmendWorkingCalendar"] = $$"""{ "sheet": {{Sheet}}, "reason": "as announced" }""",
        ["UndoWorkingCalendar"] = """{ "version": 3, "reason": "called off" }""",
    };

    public static readonly Dictionary<string, string> Answers = new()
    {
        ["ListCalendarTemplates"] =
            $$"""
            { "attributes": [{ "name": "washed", "values": ["no", "yes"] }], "items": [
              { "id": "HALDEN-APPAREL", "version": 2, "title": "HALDEN apparel", "brand": "HALDEN", "category": "apparel", "hasDraft": false, "retired": false,
                "purchaseOrders": 412, "older": 380, "milestones": [{{Cutting}}] } ] }
            """,
        ["ReadCalendarTemplate"] =
            $$"""
            { "id": "HALDEN-APPAREL", "revision": 5, "version": 2, "retired": false, "published": {{Template}}, "draft": {{Template}}, "faults": {{Faults}},
              "versions": [{ "version": 1, "title": "HALDEN apparel", "milestones": 34, "note": null, "publishedAt": "2026-11-02T08:00:00Z", "by": "clara" }],
              "purchaseOrders": 412, "older": 380, "mayPlan": true }
            """,
        ["ReadCalendarTemplateVersion"] =
            $$"""{ "id": "HALDEN-APPAREL", "version": 1, "title": "HALDEN apparel", "brand": "HALDEN", "category": "apparel", "milestones": [{{Cutting}}] }""",
        ["ValidateCalendarTemplate"] = $$"""{ "faults": {{Faults}} }""",
        ["PreviewCalendarTemplate"] =
            """
            { "faults": [], "milestones": [
              { "code": "A26", "name": "Cutting start (PCD)", "home": "line", "due": "2027-02-17", "latest": "2027-02-23", "floatDays": 6,
                "after": [{ "milestone": "A25", "minDays": 3 }] } ] }
            """,
        ["SaveCalendarTemplateDraft"] = $$"""{ "status": "accepted", "version": 5, "position": 48291, "faults": {{Faults}} }""",
        ["DiscardCalendarTemplateDraft"] = Verdict,
        ["ForeseeCalendarTemplate"] = Effect,
        ["PublishCalendarTemplate"] = """{ "status": "accepted", "version": 6, "position": 48292, "published": 3, "offered": 412 }""",
        ["DuplicateCalendarTemplate"] = Verdict,
        ["RetireCalendarTemplate"] = Verdict,
        ["ListCalendarTemplateOffers"] =
            """
            { "items": [{ "purchaseOrder": "PO-1001", "brand": "HALDEN", "category": "apparel", "vendor": "V-17", "versions": [1], "days": 2,
                "lines": [{ "line": 1, "before": "2027-01-11", "after": "2027-01-13", "movedMilestones": 3, "healthBefore": "ontrack", "healthAfter": "late" }] }],
              "total": 380, "next": "MQ" }
            """,
        ["AdoptCalendarTemplate"] =
            """
            { "items": [{ "index": 0, "id": "PO-1001", "status": "accepted", "version": 14, "position": 48293, "problem": null },
                        { "index": 1, "id": "PO-1002", "status": "unchanged", "version": 9, "position": 0, "problem": null }] }
            """,
        ["AdoptTemplateOnOrder"] = Verdict,
        ["AdoptTemplateOnStyle"] = Verdict,
        ["OverrideMilestoneOfOrder"] = Verdict,
        ["ForeseeOverrideOfOrder"] = Effect,
        ["LiftOverrideOfOrder"] = Verdict,
        ["OverrideMilestoneOfLine"] = Verdict,
        ["OverrideMilestoneOfStyle"] = Verdict,
        ["LiftOverrideOfLine"] = Verdict,
        ["LiftOverrideOfStyle"] = Verdict,
        ["ListWorkingCalendars"] =
            """
            { "items": [
              { "key": "BD", "country": "BD", "name": null, "timeZone": "Asia/Dhaka", "version": 2, "vendors": 14, "purchaseOrders": 520, "lines": 2044 },
              { "key": "factory:V-17", "country": "BD", "name": "Dhaka Shirts", "timeZone": "Asia/Dhaka", "version": 1, "vendors": 1, "purchaseOrders": 36, "lines": 141 } ] }
            """,
        ["ReadWorkingCalendar"] =
            $$"""
            { "key": "factory:V-17", "country": "BD", "name": "Dhaka Shirts", "timeZone": "Asia/Dhaka", "version": 1, "year": 2027, "weeklyDaysOff": ["friday"],
              "days": [{ "day": "2027-02-21", "kind": "off", "reason": "Martyrs' Day", "source": "rule" },
                       { "day": "2027-05-01", "kind": "worked", "reason": "May Day", "source": "factory" },
                       { "day": "2027-06-15", "kind": "lost", "reason": "Boiler repair, ramp-up", "source": "factory" }],
              "sheet": {{Sheet}},
              "history": [{ "version": 1, "at": "2026-11-20T09:14:02.118Z", "by": "clara", "reason": "as announced", "undoes": null, "sheet": {{Sheet}} }],
              "customary": [{ "closure": "Eid al-Fitr", "beforeDays": 28, "beforePercent": 85, "afterDays": 5, "afterPercent": 70 }] }
            """,
        ["ForeseeWorkingCalendar"] = Effect.TrimEnd()[..^1]
            + """, "elsewhere": 0, "days": [{ "day": "2027-02-01", "kind": "off", "reason": "Flood" }, { "day": "2027-02-16", "kind": "lost", "reason": "Flood, ramp-up" }] }""",
        ["AmendWorkingCalendar"] = """{ "status": "accepted", "version": 4, "position": 48294, "purchaseOrders": 520 }""",
        ["UndoWorkingCalendar"] = """{ "status": "accepted", "version": 5, "position": 50011, "purchaseOrders": 520 }""",
        ["ReadWorkingCalendarProgress"] = """{ "version": 4, "settled": false, "purchaseOrders": 7400, "done": 2500 }""",
    };
}
