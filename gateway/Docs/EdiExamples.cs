namespace Selvedge.Gateway.Docs;

/// <summary>Example of an interchange's report.</summary>
internal static class EdiExamples
{
    public static readonly Dictionary<string, string> Answers = new()
    {
        ["PostInterchange"] =
            """
            { "syntax": "edifact", "sender": "FWD-ACME", "receiver": "SELVEDGE", "reference": "1042", "status": "noted", "problem": null,
              "messages": [
                { "type": "IFTSTA", "reference": "1", "status": "noted", "problem": null, "shipment": null,
                  "events": [{ "index": 0, "eventId": "5f0c2a9be1d74c0f8a61d0b6c3a19e42/0", "status": "accepted", "version": 4, "position": 48261, "problem": null }],
                  "remarks": [{ "segment": 9, "tag": "STS", "element": 2, "value": "P", "code": "unknown-code", "detail": "'P' says nothing that is kept of a shipment." }] } ],
              "acknowledgement": "UNB+UNOC:3+SELVEDGE+FWD-ACME+261120:0914+17'UNH+1+CONTRL:D:3:UN'UCI+1042+FWD-ACME+SELVEDGE+7'UCM+1+IFTSTA:D:00B:UN+7'UNT+4+1'UNZ+1+17'" }
            """,
    };
}
