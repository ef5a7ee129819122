namespace Selvedge.Gateway.Tests.Edi;

/// <summary>Interchanges of FWD-ACME, as forwarders send them.</summary>
internal static class EdiBodies
{
    /// <summary>IFTSTA: left with one container, and one status that has no word here.</summary>
    public static string Status(string booking, string container, string reference, string sender = "FWD-ACME") =>
        $"UNB+UNOC:3+{sender}+SELVEDGE+261120:0914+{reference}'UNH+1+IFTSTA:D:00B:UN'BGM+23+X+9'CNI+1'STS+1+VD'RFF+BN:{booking}'DTM+334:202611121000:203'"
        + $"LOC+175+BDCGP'EQD+CN+{container}'STS+1+P'UNT+10+1'UNZ+1+{reference}'";

    /// <summary>DESADV of one item with what a booking needs.</summary>
    public static string Advice(string booking, string order, int quantity, string reference) =>
        $"UNB+UNOC:3+FWD-ACME+SELVEDGE+261120:0914+{reference}'UNH+1+DESADV:D:96A:UN'BGM+351+D1+9'DTM+137:20261120:102'DTM+132:20261220:102'RFF+BN:{booking}'"
        + $"TDT+20++1++MAEU:172'LOC+9+BDCGP'LOC+11+NLRTM'EQD+CN+MSKU6011672'CPS+1'LIN+1'QTY+12:{quantity}:PCE'RFF+ON:{order}:1'UNT+14+1'UNZ+1+{reference}'";

    /// <summary>856 of one item in a carton of an order.</summary>
    public static string Notice(string booking, string order, int line, int quantity, string reference) => X12("SH", "856", reference,
        $"BSN*00*N1*20261120*0914~HL*1**S~TD5*B*2*MAEU*S~TD3*CN*MSKU*6011672~REF*BN*{booking}~DTM*371*20261220~N1*SF*DHAKA SHIRTS~N4*CHATTOGRAM***BD*UN*BDCGP~N1*ST*DC~N4*ROTTERDAM***NL*UN*NLRTM~"
        + $"HL*2*1*O~PRF*{order}~HL*3*2*P~MAN*GM*00000715670002152360~HL*4*3*I~LIN*{line}*UP*000000000642~SN1*{line}*{quantity}*EA~CTT*4~");

    /// <summary>214 with one status.</summary>
    public static string Truck(string booking, string code, string day, string reference) => X12("QM", "214", reference, $"B10*PRO7*{booking}*MAEU~LX*1~AT7*{code}*NS***{day}*1230*LT~");

    private static string X12(string group, string type, string reference, string body)
    {
        var control = reference.PadLeft(9, '0');
        return $"ISA*00*          *00*          *ZZ*FWD-ACME       *ZZ*SELVEDGE       *261120*0914*U*00401*{control}*0*P*>~GS*{group}*FWD-ACME*SELVEDGE*20261120*0914*{reference}*X*004010~"
            + $"ST*{type}*0001~{body}SE*{body.Count(c => c == '~') + 2}*0001~GE*1*{reference}~IEA*1*{control}~";
    }

    /// <summary>Some bytes changed, left out, doubled or cut off.</summary>
    public static byte[] Spoil(byte[] whole, int seed)
    {
        var random = new Random(seed);
        var bytes = whole.ToList();
        for (var times = random.Next(1, 6); times > 0 && bytes.Count > 1; times--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(5))
            {
                case 0: bytes[at] = (byte)random.Next(256); break;
                case 1: bytes.RemoveAt(at); break;
                case 2: bytes.Insert(at, (byte)random.Next(256)); break;
                case 3: bytes.InsertRange(at, bytes.GetRange(at, Math.Min(random.Next(40), bytes.Count - at))); break;
                default: bytes[at] = (byte)"+:'?*~>0"[random.Next(8)]; break;
            }

            if (random.Next(20) == 0)
                bytes.RemoveRange(at, bytes.Count - at);
        }

        return [.. bytes];
    }
}
