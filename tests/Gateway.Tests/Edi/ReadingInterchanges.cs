using System.Collections.Immutable;
using System.Text;
using Selvedge.Gateway.Edi;
using Selvedge.Gateway.Tests.Imports;

namespace Selvedge.Gateway.Tests.Edi;

public sealed class ReadingInterchanges
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 9, 14, 0, TimeSpan.Zero);

    private static Judged Judge(Interchange interchange) => interchange.Fault != EnvelopeFault.None
        ? new Judged(interchange, interchange.Fault, [])
        : new Judged(interchange, EnvelopeFault.None,
            [.. EdiIntake.Read(interchange).Select(g => new JudgedGroup(g.Group, [.. g.Messages.Select(m => new JudgedMessage(m.Message, m.Fault, m.Mapped?.Remarks ?? []))]))]);

    private static string Acknowledged(ReadOnlySpan<byte> body) => Judge(EnvelopeReader.Read(body).Interchange!).Acknowledge(Now, 17);

    private static string Acknowledged(string body) => Acknowledged(Encoding.UTF8.GetBytes(body));

    [RealFileTheory]
    [InlineData("apimeister/004010_315.edi", "AK9*R*1*1*0*1")]
    [InlineData("apimeister/004010_850.edi", "AK9*R*1*1*0*1")]
    [InlineData("apimeister/004060_856.edi", "AK5*A")]
    [InlineData("apimeister/d00b_iftsta.edi", "+4+28'")]
    [InlineData("ediengine/850.Composite.SLN.OK.edi", "AK5*R*1")]
    [InlineData("ediengine/850.OK.edi", "AK5*R*1")]
    [InlineData("ediengine/856.Crossdock.OK.edi", "AK1*SH*91")]
    [InlineData("indice/214-MGCTLYST-SAMPLE.EDI", "AK5*A")]
    [InlineData("indice/edifact.ORDRSP-formatted.edi", "+4+28'")]
    [InlineData("indice/edifact.ORDRSP.edi", "+4+28'")]
    [InlineData("indice/x12.214.edi", "AK5*A")]
    [InlineData("indice/x12.850.edi", "*R*001")]
    [InlineData("indice/x12.850.issue135.edi", "AK9*R*")]
    [InlineData("indice/x12.850a.edi", "*R*001")]
    public void Every_sample_is_answered_in_its_own_syntax(string file, string expected)
    {
        var answer = Acknowledged(File.ReadAllBytes(RealFileFactAttribute.PathOf("edi/" + file)));
        Assert.Contains(expected, answer, StringComparison.Ordinal);
        // An acknowledgement is an interchange itself: its counts and references hold.
        var (read, fault) = EnvelopeReader.Read(Encoding.UTF8.GetBytes(answer));
        Assert.Null(fault);
        Assert.True(read!.Fault == EnvelopeFault.None || answer.Contains("TA1", StringComparison.Ordinal), answer);
        Assert.All(read.Groups.SelectMany(g => g.Messages), m => Assert.Equal(EnvelopeFault.None, m.Fault));
    }

    [RealFileFact]
    public void Items_are_of_the_order_above_their_cartons()
    {
        var read = EnvelopeReader.Read(File.ReadAllBytes(RealFileFactAttribute.PathOf("edi/ediengine/856.Crossdock.OK.edi"))).Interchange!;
        var notice = X12Messages.ShipNotice(read.Groups[0].Messages[0]).Notice!;
        Assert.Equal(["POREF00", "POREF00", "POREF00", "POREF00", "POREF01"], notice.Lines.Select(l => l.PurchaseOrder));
        Assert.All(notice.Lines, l => Assert.Equal(12, l.Quantity));
        Assert.Equal(("000001", "OVNT"), (notice.Booking, notice.Carrier));
    }

    [Theory]
    [InlineData("UNT+4+1'UNZ+1+7'", "UCM+1+IFTSTA:D:00B:UN+4+29'")]
    [InlineData("UNT+3+2'UNZ+1+7'", "UCM+1+IFTSTA:D:00B:UN+4+28'")]
    [InlineData("UNT+3+1'UNZ+2+7'", "UCI+7+FWD+ME+4+29'")]
    [InlineData("UNT+3+1'", "UCI+7+FWD+ME+4+13'")]
    [InlineData("UNT+3+1'UNZ+1+7'", "UCM+1+IFTSTA:D:00B:UN+7'")]
    public void Counts_and_references_are_held_against_what_is_there(string end, string expected) => Assert.Contains(
        expected, Acknowledged($"UNB+UNOC:3+FWD+ME+261120:0914+7'UNH+1+IFTSTA:D:00B:UN'BGM+23+X+9'{end}"), StringComparison.Ordinal);

    [Theory]
    [InlineData("UNOC", 1, "Zoë")]
    [InlineData("UNOE", 5, "Жук")]
    [InlineData("UNOD", 2, "Łódź")]
    public void Characters_are_read_as_the_header_says(string level, int part, string name)
    {
        var page = part == 1 ? Encoding.Latin1 : CodePagesEncodingProvider.Instance.GetEncoding($"iso-8859-{part}")!;
        var body = page.GetBytes($"UNB+{level}:3+{name}+ME+261120:0914+7'UNH+1+IFTSTA:D:00B:UN'UNT+2+1'UNZ+1+7'");
        Assert.Equal(name, EnvelopeReader.Read(body).Interchange!.Sender);
    }

    [Fact]
    public void Characters_beyond_the_level_are_refused() =>
        Assert.Contains("+4+21'", Acknowledged("UNB+UNOA:1+FWD+ME+261120:0914+7'UNH+1+IFTSTA:D:00B:UN'FTX+Ж'UNT+3+1'UNZ+1+7'"), StringComparison.Ordinal);

    [Fact]
    public void Whatever_the_delimiters_are_what_was_written_is_read()
    {
        const string Punctuation = "!#$%&*+,-./:;<=>?@[]^_|~'";
        const string Letters = "ABCxyz 019é";
        for (var seed = 0; seed < 3_000; seed++)
        {
            var random = new Random(seed);
            var marks = Punctuation.ToCharArray();
            random.Shuffle(marks);
            var isX12 = random.Next(2) == 0;
            var delimiters = isX12 ? new Delimiters(EdiSyntax.X12, marks[0], marks[1], marks[2]) : new Delimiters(EdiSyntax.Edifact, marks[0], marks[1], marks[2], marks[3]);
            // X12 has no way to say its delimiters.
            var alphabet = isX12 ? Letters + new string(marks[3..]) : Letters + Punctuation;
            string Word() => new(random.GetItems(alphabet.ToCharArray(), random.Next(6)));
            ImmutableArray<ImmutableArray<string>> Elements(int count) => [.. Enumerable.Range(0, count).Select(_ => Enumerable.Range(0, random.Next(1, 4)).Select(_ => Word()).ToImmutableArray())];
            var header = isX12 ? Segment.Of("ISA", [.. Enumerable.Range(0, 15).Select(_ => new string('x', random.Next(4))), marks[0].ToString()]) : new Segment("UNB", Elements(5));
            var written = Enumerable.Range(0, random.Next(20)).Select(i => new Segment($"T{i}", Elements(random.Next(6)))).Prepend(header).ToArray();

            var text = SegmentText.Write(written, delimiters);
            var (found, read, fault) = SegmentText.Read(random.Next(2) == 0 ? text : "\r\n" + text + "\r\n");
            Assert.True(fault is null, $"seed {seed}: {fault?.Detail} {text}");
            Assert.Equal(delimiters, found);
            Assert.Equal(written.Select(Flat), read.Select(Flat));
        }

        static string Flat(Segment segment) => segment.Tag + "\u0001" + string.Join('\u0001', segment.Elements.Select(e => string.Join('\u0002', e)));
    }

    [Fact]
    public void Ten_thousand_spoilt_interchanges_are_answered_or_refused()
    {
        var whole = new[] { EdiBodies.Status("BK-1", "MSKU6011672", "1"), EdiBodies.Notice("BK-1", "PO-1", 1, 700, "2"), EdiBodies.Advice("BK-1", "PO-1", 700, "3") }.Select(Encoding.UTF8.GetBytes).ToArray();
        var answered = 0;
        for (var seed = 0; seed < 10_000; seed++)
        {
            var (read, fault) = EnvelopeReader.Read(EdiBodies.Spoil(whole[seed % whole.Length], seed));
            Assert.True(read is null == fault is not null, $"seed {seed}");
            if (read is null)
                continue;
            answered++;
            Assert.NotEmpty(Judge(read).Acknowledge(Now, 1));
        }

        Assert.InRange(answered, 1_000, 10_000);
    }
}
