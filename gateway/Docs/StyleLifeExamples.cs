namespace Selvedge.Gateway.Docs;

/// <summary>Examples of what people ask of styles.</summary>
internal static class StyleLifeExamples
{
    private const string Done = """{ "status": "accepted", "version": 22, "position": 48240, "stage": "adopted", "proposal": null }""";

    private const string Proposed =
        """{ "status": "accepted", "version": 22, "position": 48240, "stage": "development", "proposal": "0193f1c2a4d87c1e9b0a6f3d2c5e7a91" }""";

    private const string Note = """{ "note": "as agreed in the line review" }""";

    public static readonly Dictionary<string, string> Bodies = new()
    {
        ["AdvanceStyle"] = """{ "stage": "development", "note": "adopted in the line review", "on": "2026-11-19" }""",
        ["WaiveMilestone"] = """{ "milestone": "A07", "reason": "plain style: no artwork" }""",
        ["CommitStyleDate"] = """{ "milestone": "A12", "date": "2026-12-04", "reason": "FA-SAMPLE", "side": "factory", "note": "second fit comes by courier", "contributing": ["FA-INFO"] }""",
        ["ReviseStyle"] = """{ "colours": ["Ink", "Chalk", "Moss"], "reason": "Moss added after the market week" }""",
        ["ConfirmStyleProposal"] = Note,
        ["DeclineStyleProposal"] = Note,
        ["WithdrawStyleProposal"] = Note,
    };

    public static readonly Dictionary<string, string> Answers = new()
    {
        ["AdvanceStyle"] = Done,
        ["WaiveMilestone"] = Proposed,
        ["CommitStyleDate"] = Done,
        ["ReviseStyle"] = Done,
        ["ConfirmStyleProposal"] = Done,
        ["DeclineStyleProposal"] = Done,
        ["WithdrawStyleProposal"] = Done,
        ["ReadStyleProfile"] =
            """
            { "style": "ST-204", "stage": "inproduction", "version": 2,
              "fields": [{ "field": "name", "adopted": "Crew neck", "present": "Crew neck" }, { "field": "colours", "adopted": "Ink, Chalk", "present": "Ink, Chalk, Moss" }],
              "differences": [{ "field": "colours", "from": "Ink, Chalk", "to": "Ink, Chalk, Moss" }],
              "changes": [
                { "version": 2, "at": "2026-11-18T10:02:00Z", "by": "noor.rahim", "confirmedBy": "clara.voss", "reason": "Moss added after the market week",
                  "changes": [{ "field": "colours", "from": "Ink, Chalk", "to": "Ink, Chalk, Moss" }] } ],
              "orders": [
                { "purchaseOrder": "PO-1001", "lines": [1, 2], "vendor": "V-17", "vendorName": "Dhaka Shirts", "stage": "cutting", "issued": 1, "brand": 2,
                  "vendorHolds": 1, "asked": 2, "due": "2026-11-19T10:02:00Z", "overdue": true,
                  "differences": [{ "field": "colours", "from": "Ink, Chalk", "to": "Ink, Chalk, Moss" }], "acknowledgesFor": "vendor" } ] }
            """,
    };
}
