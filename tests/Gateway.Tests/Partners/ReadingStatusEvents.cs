using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Selvedge.Contracts;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.TimeAndAction;
using Selvedge.Gateway.Partners;

namespace Selvedge.Gateway.Tests.Partners;

public sealed class ReadingStatusEvents
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    private const string Right =
        """
        { "source": "FWD-ACME", "eventId": "7f1c", "eventUpdatedAt": "2026-11-20T09:14:00Z", "retracted": false,
          "purchaseOrder": "PO-1001", "line": 1, "type": "milestone", "milestone": "A26",
          "classifier": "ACT", "date": "2026-11-20", "reason": "FA-CAP", "note": "started with one line" }
        """;

    [Fact]
    public void An_event_is_read_as_it_was_meant()
    {
        var read = Single(Right);
        Assert.Empty(read.Errors);
        Assert.Equal(
            new StatusEvent(Kinds.PurchaseOrder, "PO-1001", new ReportMilestone(
                "FWD-ACME", "7f1c", new DateTimeOffset(2026, 11, 20, 9, 14, 0, TimeSpan.Zero), false, 1, "A26",
                Classifier.Actual, new DateOnly(2026, 11, 20), "FA-CAP", "started with one line")),
            read.Event);
    }

    [Fact]
    public void What_contributed_is_read_with_its_days()
    {
        var read = Single(With(("contributing", """[{ "reason": "MT-MILL", "days": 4 }, { "days": 1, "reason": "LO-PORT" }]""")));
        Assert.Empty(read.Errors);
        Assert.Equal(new ContributingReasons(new("MT-MILL", 4), new("LO-PORT", 1)), read.Event!.Report.Contributing);
        Assert.Null(Single(With(("contributing", "[]"))).Event!.Report.Contributing);
    }

    [Fact]
    public void A_style_is_named_instead_of_order_and_line()
    {
        var read = Single(With(("purchaseOrder", null), ("line", null), ("style", "\"ST-7\"")));
        Assert.Equal((Kinds.Style, "ST-7", 0), (read.Event!.Kind, read.Event.Key, read.Event.Report.Line));
    }

    [Fact]
    public void A_retraction_need_not_repeat_what_it_takes_back()
    {
        var read = Single(With(("retracted", "true"), ("milestone", null), ("classifier", null), ("date", null), ("line", null)));
        Assert.Empty(read.Errors);
        Assert.True(read.Event!.Report.Retracted);
    }

    [Fact]
    public void The_three_forms_hold_the_same_events()
    {
        var line = JsonNode.Parse(Right)!.ToJsonString();
        var fromArray = Items(Json($"[{Right},{Right}]"));
        var fromLines = Items(Lines($"{line}\r\n\n{line}\n"));
        Assert.False(fromArray.IsSingle || fromLines.IsSingle);
        Assert.True(Items(Json(Right)).IsSingle);
        Assert.Equal(fromArray.All.Select(i => i.Event), fromLines.All.Select(i => i.Event));
    }

    [Fact]
    public void A_byte_order_mark_is_no_content() =>
        Assert.Empty(Items(Read([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(Right)])).All[0].Errors);

    [Theory]
    [InlineData("2026-11-20T09:14:00Z", "2026-11-20T09:14:00.000000")]
    [InlineData("2026-11-20t09:14:00z", "2026-11-20T09:14:00.000000")]
    [InlineData("2026-11-20T09:14:00.1234567891Z", "2026-11-20T09:14:00.123456")]
    [InlineData("2026-11-20T14:44:00.5+05:30", "2026-11-20T09:14:00.500000")]
    [InlineData("2026-11-19T23:14:00-10:00", "2026-11-20T09:14:00.000000")]
    public void Instants_are_kept_in_UTC_to_the_microsecond(string sent, string kept) =>
        Assert.Equal(kept, Single(With(("eventUpdatedAt", $"\"{sent}\""))).Event!.Report.UpdatedAt.ToString("yyyy-MM-ddTHH:mm:ss.ffffff", CultureInfo.InvariantCulture));

    [Fact]
    public void What_is_written_otherwise_but_says_the_same_has_the_same_fingerprint()
    {
        var one = Single(Right).Event!.ToAsked(new("p", null), ofBrand: true).Header;
        var other = Single(With(("retracted", null), ("eventUpdatedAt", "\"2026-11-20T10:14:00+01:00\""), ("date", "\"\\u0032026-11-20\""))).Event!.ToAsked(new("p", null), ofBrand: true).Header;
        Assert.Equal((one.Id, one.Revision, one.Fingerprint), (other.Id, other.Revision, other.Fingerprint));
    }

    [Theory]
    [InlineData("date", "\"2026-11-21\"")]
    [InlineData("classifier", "\"EST\"")]
    [InlineData("line", "2")]
    [InlineData("note", "\"other\"")]
    [InlineData("retracted", "true")]
    [InlineData("purchaseOrder", "\"PO-2\"")]
    [InlineData("contributing", "[{\"reason\":\"MT-MILL\",\"days\":4}]")]
    public void Other_content_has_another_fingerprint_under_the_same_id(string member, string json)
    {
        var one = Single(Right).Event!.ToAsked(new("p", null), ofBrand: true).Header;
        var other = Single(With((member, json))).Event!.ToAsked(new("p", null), ofBrand: true).Header;
        Assert.Equal(one.Id, other.Id);
        Assert.NotEqual(one.Fingerprint, other.Fingerprint);
    }

    [Fact]
    public void A_revision_is_counted_in_microseconds() =>
        Assert.Equal(
            1_795_166_040_000_001,
            Single(With(("eventUpdatedAt", "\"2026-11-20T09:14:00.000001Z\""))).Event!.ToAsked(new("p", null), ofBrand: true).Header.Revision);

    [Theory]
    [InlineData("contributing", "\"MT-MILL\"", "/contributing", "wrong-type")]
    [InlineData("contributing", "[\"MT-MILL\"]", "/contributing/0", "wrong-type")]
    [InlineData("contributing", "[{\"reason\":\"MT-MILL\"}]", "/contributing/0/days", "required")]
    [InlineData("contributing", "[{\"days\":3}]", "/contributing/0/reason", "required")]
    [InlineData("contributing", "[{\"reason\":\"MT-MILL\",\"days\":\"3\"}]", "/contributing/0/days", "wrong-type")]
    [InlineData("contributing", "[{\"reason\":\"MT-MILL\",\"days\":3,\"more\":{\"deep\":[1]}}]", "/contributing/0", "unknown-member")]
    [InlineData("contributing", "[{\"reason\":\"A\",\"days\":1},{\"reason\":\"B\",\"days\":1},{\"reason\":\"C\",\"days\":1}]", "/contributing/2", "too-many-reasons")]
    [InlineData("source", null, "/source", "required")]
    [InlineData("source", "\"\"", "/source", "required")]
    [InlineData("source", "\"  \"", "/source", "required")]
    [InlineData("source", "7", "/source", "wrong-type")]
    [InlineData("source", "\"\\u0000\"", "/source", "impossible-text")]
    [InlineData("source", "\"\\ud800\"", "/source", "impossible-text")]
    [InlineData("source", "\"a\\nb\"", "/source", "impossible-text")]
    [InlineData("source", "\"selvedge:approvals\"", "/source", "reserved-source")]
    [InlineData("source", "\"what-if\"", "/source", "reserved-source")]
    [InlineData("source", "\"bulk-act\"", "/source", "reserved-source")]
    [InlineData("source", "\"line-review\"", "/source", "reserved-source")]
    [InlineData("source", "\"file\"", "/source", "reserved-source")]
    [InlineData("eventId", "null", "/eventId", "required")]
    [InlineData("eventId", "{\"a\":[1,{}]}", "/eventId", "wrong-type")]
    [InlineData("eventUpdatedAt", null, "/eventUpdatedAt", "required")]
    [InlineData("eventUpdatedAt", "\"2026-11-20T09:14:00\"", "/eventUpdatedAt", "impossible-time")]
    [InlineData("eventUpdatedAt", "\"2026-11-20\"", "/eventUpdatedAt", "impossible-time")]
    [InlineData("eventUpdatedAt", "\"2026-11-20T25:14:00Z\"", "/eventUpdatedAt", "impossible-time")]
    [InlineData("eventUpdatedAt", "\"2026-11-20T09:14:00.Z\"", "/eventUpdatedAt", "impossible-time")]
    [InlineData("eventUpdatedAt", "\"0001-01-01T00:00:00+23:59\"", "/eventUpdatedAt", "impossible-time")]
    [InlineData("eventUpdatedAt", "\"9999-12-31T23:59:59-23:59\"", "/eventUpdatedAt", "impossible-time")]
    [InlineData("eventUpdatedAt", "\"1969-07-20T20:17:00Z\"", "/eventUpdatedAt", "impossible-time")]
    [InlineData("eventUpdatedAt", "\"2026-11-20T12:05:01Z\"", "/eventUpdatedAt", "updated-in-future")]
    [InlineData("eventUpdatedAt", "1795166040", "/eventUpdatedAt", "wrong-type")]
    [InlineData("retracted", "\"no\"", "/retracted", "wrong-type")]
    [InlineData("purchaseOrder", null, "/purchaseOrder", "required")]
    [InlineData("purchaseOrder", "[]", "/purchaseOrder", "wrong-type")]
    [InlineData("line", null, "/line", "required")]
    [InlineData("line", "\"1\"", "/line", "wrong-type")]
    [InlineData("line", "0", "/line", "impossible-line")]
    [InlineData("line", "-1", "/line", "impossible-line")]
    [InlineData("line", "1.5", "/line", "impossible-line")]
    [InlineData("line", "1e400", "/line", "impossible-line")]
    [InlineData("line", "99999999999999999999999999999999999999", "/line", "impossible-line")]
    [InlineData("style", "\"ST-7\"", "/style", "names-both")]
    [InlineData("type", null, "/type", "required")]
    [InlineData("type", "\"birthday\"", "/type", "unknown-type")]
    [InlineData("shipment", "\"SHP-1\"", "/shipment", "other-type")]
    [InlineData("type", "\"wip\"", "/type", "type-not-yet-known")]
    [InlineData("type", "\"inspection\"", "/type", "type-not-yet-known")]
    [InlineData("milestone", null, "/milestone", "required")]
    [InlineData("milestone", "26", "/milestone", "wrong-type")]
    [InlineData("classifier", null, "/classifier", "required")]
    [InlineData("classifier", "\"act\"", "/classifier", "unknown-classifier")]
    [InlineData("date", null, "/date", "required")]
    [InlineData("date", "\"2026-02-30\"", "/date", "impossible-date")]
    [InlineData("date", "\"2026-13-01\"", "/date", "impossible-date")]
    [InlineData("date", "\"0000-01-01\"", "/date", "impossible-date")]
    [InlineData("date", "\"20.11.2026\"", "/date", "impossible-date")]
    [InlineData("date", "\"2026-11-20T00:00:00Z\"", "/date", "impossible-date")]
    [InlineData("date", "\"２０２６-11-20\"", "/date", "impossible-date")]
    [InlineData("date", "20261120", "/date", "wrong-type")]
    [InlineData("reason", "true", "/reason", "wrong-type")]
    [InlineData("note", "[\"a\"]", "/note", "wrong-type")]
    [InlineData("colour", "7", "/colour", "wrong-type")]
    [InlineData("a/b~c", "1", "/a~1b~0c", "unknown-member")]
    [InlineData("Source", "\"x\"", "/Source", "unknown-member")]
    public void A_wrong_member_is_refused_where_it_stands(string member, string? json, string pointer, string code)
    {
        var wrong = With((member, json));
        var error = Assert.Single(Single(wrong).Errors);
        Assert.Equal((pointer, code), (error.Pointer, error.Code));

        var batch = Items(Json($"[{Right},{Right},{Right},{wrong},{Right}]")).All;
        Assert.Equal($"/3{pointer}", Assert.Single(batch[3].Errors).Pointer);
        Assert.All(batch.RemoveAt(3), item => Assert.NotNull(item.Event));
    }

    [Theory]
    [InlineData("source", 64)]
    [InlineData("eventId", 200)]
    [InlineData("purchaseOrder", 64)]
    [InlineData("milestone", 32)]
    [InlineData("reason", 32)]
    [InlineData("note", 1_000)]
    public void Texts_have_an_end(string member, int most)
    {
        Assert.Empty(Single(With((member, $"\"{new string('x', most)}\""))).Errors);
        var error = Assert.Single(Single(With((member, $"\"{new string('x', most + 1)}\""))).Errors);
        Assert.Equal(($"/{member}", "too-long"), (error.Pointer, error.Code));
    }

    [Fact]
    public void All_that_is_wrong_is_said_at_once()
    {
        var errors = Single("""{ "line": "one", "date": "never", "type": "milestone", "colour": 1 }""").Errors;
        Assert.Equal(
            ["/line", "/date", "/colour", "/source", "/eventId", "/eventUpdatedAt", "/milestone", "/classifier", "/purchaseOrder"],
            errors.Select(e => e.Pointer));
    }

    [Fact]
    public void A_member_that_stands_twice_is_refused()
    {
        var error = Assert.Single(Single(Right.Replace("\"line\": 1", "\"line\": 1, \"line\": 2", StringComparison.Ordinal)).Errors);
        Assert.Equal(("/line", "member-twice"), (error.Pointer, error.Code));
    }

    [Theory]
    [InlineData("7")]
    [InlineData("null")]
    [InlineData("\"text\"")]
    [InlineData("[[]]")]
    public void An_item_that_is_no_object_is_refused_alone(string item)
    {
        var items = Items(Json($"[{item},{Right}]")).All;
        Assert.Equal(("/0", "wrong-type"), (items[0].Errors[0].Pointer, items[0].Errors[0].Code));
        Assert.NotNull(items[1].Event);
    }

    [Theory]
    [InlineData("", "", "malformed-body")]
    [InlineData("   ", "", "malformed-body")]
    [InlineData("7", "", "malformed-body")]
    [InlineData("null", "", "malformed-body")]
    [InlineData("\"text\"", "", "malformed-body")]
    [InlineData("[]", "", "no-items")]
    [InlineData("[{]", "/0", "malformed-body")]
    [InlineData("[{\"line\":NaN}]", "/0", "malformed-body")]
    [InlineData("[{\"line\":01}]", "/0", "malformed-body")]
    [InlineData("[{\"line\":1},", "/1", "malformed-body")]
    [InlineData("[{\"line\":1},]", "/1", "malformed-body")]
    [InlineData("{\"line\":1", "", "malformed-body")]
    [InlineData("{'line':1}", "", "malformed-body")]
    [InlineData("{} {}", "", "malformed-body")]
    [InlineData("// {}", "", "malformed-body")]
    [InlineData("<event/>", "", "malformed-body")]
    [InlineData("a,b,c", "", "malformed-body")]
    [InlineData("\0\0", "", "malformed-body")]
    public void What_is_none_of_the_three_forms_is_refused_whole(string body, string pointer, string code) => AssertUnreadable(Json(body), pointer, code);

    [Fact]
    public void Nesting_has_an_end()
    {
        var deep = new string('[', 10_000);
        AssertUnreadable(Json(deep), "/0", "malformed-body");
        AssertUnreadable(Json("[{\"note\":" + deep), "/0", "malformed-body");
        AssertUnreadable(Json("[{\"unknown\":" + string.Concat(Enumerable.Repeat("{\"a\":", 10_000))), "/0", "malformed-body");
        Assert.Equal("/0", Items(Lines(deep + "\n" + JsonNode.Parse(Right)!.ToJsonString())).All[0].Errors[0].Pointer);
    }

    [Fact]
    public void A_thousand_and_one_items_are_too_many()
    {
        var body = "[" + string.Join(',', Enumerable.Repeat(Right, 1_000)) + "]";
        Assert.Equal(1_000, Items(Json(body)).All.Length);
        AssertUnreadable(Json(body[..^1] + ",{}]"), "/1000", "too-many-items");
        AssertUnreadable(Lines(string.Concat(Enumerable.Repeat("{}\n", 1_001))), "/1000", "too-many-items");
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("utf-32")]
    [InlineData("iso-8859-1")]
    public void Other_encodings_are_refused(string encoding)
    {
        var body = Encoding.GetEncoding(encoding);
        var read = Read([.. body.Preamble, .. body.GetBytes(With(("note", "\"geändert\"")))]);
        var fault = Assert.IsType<ReadEvents.Unreadable>(read).Fault;
        Assert.Contains(fault.Code, new[] { "not-utf-8", "malformed-body" });
        Assert.NotEmpty(fault.Errors);
    }

    [Fact]
    public void Compressed_bytes_are_no_text() => AssertUnreadable(Read([0x1f, 0x8b, 0x08, 0x00]), "", "not-utf-8");

    [Fact]
    public void A_broken_line_refuses_itself_alone()
    {
        var line = JsonNode.Parse(Right)!.ToJsonString();
        var items = Items(Lines($"{line}\n{{broken\n{line}\n{line} {line}\n")).All;
        Assert.NotNull(items[0].Event);
        Assert.Equal(("/1", "malformed-body"), (items[1].Errors[0].Pointer, items[1].Errors[0].Code));
        Assert.NotNull(items[2].Event);
        Assert.Equal("/3", items[3].Errors[0].Pointer);
    }

    [Fact]
    public void Errors_of_one_item_have_an_end()
    {
        var many = "{" + string.Join(',', Enumerable.Range(0, 50_000).Select(i => $"\"m{i}\":1")) + "}";
        Assert.InRange(Single(many).Errors.Length, 1, 20);
    }

    [Fact]
    public void Whatever_arrives_is_answered_and_nothing_is_thrown()
    {
        const int Seed = 20261120;
        var random = new Random(Seed);
        var seeds = new[] { Right, $"[{Right},{Right}]", With(("note", "\"\\ud83d\\ude00 \\u0041\"")), With(("style", "\"é\"")) }.Select(Encoding.UTF8.GetBytes).ToArray();
        byte[][] pieces = ["\""u8.ToArray(), "{"u8.ToArray(), "]"u8.ToArray(), "\\ud800"u8.ToArray(), "\\"u8.ToArray(), [0xff], [0], "1e999"u8.ToArray(), ":"u8.ToArray(), "null"u8.ToArray(), "\n"u8.ToArray(), [0xed, 0xa0, 0x80]];
        for (var round = 0; round < 20_000; round++)
        {
            var body = seeds[random.Next(seeds.Length)].ToList();
            for (var change = random.Next(1, 5); change > 0; change--)
            {
                var at = random.Next(body.Count);
                if (random.Next(3) == 0)
                    body.RemoveRange(at, Math.Min(random.Next(1, 20), body.Count - at - 1));
                else if (random.Next(2) == 0)
                    body[at] = (byte)random.Next(256);
                else
                    body.InsertRange(at, pieces[random.Next(pieces.Length)]);
            }

            byte[] bytes = [.. body];
            try
            {
                AssertAnswered(Read(bytes));
                AssertAnswered(new StatusEventReader(Now).ReadLines(bytes));
            }
            catch (Exception thrown) when (thrown is not Xunit.Sdk.XunitException)
            {
                Assert.Fail($"Seed {Seed}, round {round}: {thrown.GetType().Name} for {Convert.ToHexString(bytes)}");
            }
        }
    }

    private static void AssertAnswered(ReadEvents read)
    {
        if (read is ReadEvents.Unreadable unreadable)
            Assert.InRange(unreadable.Fault.ToDocument().Status, 400, 499);
        else
            foreach (var item in ((ReadEvents.Items)read).All)
                Assert.True(item.Event is null != item.Errors.IsEmpty);
    }

    private static void AssertUnreadable(ReadEvents read, string pointer, string code)
    {
        var fault = Assert.IsType<ReadEvents.Unreadable>(read).Fault;
        Assert.Equal((code, pointer, 400), (fault.Code, Assert.Single(fault.Errors).Pointer, fault.ToDocument().Status));
    }

    private static ReadEvents Read(byte[] body) => new StatusEventReader(Now).ReadJson(body);

    private static ReadEvents Json(string body) => Read(Encoding.UTF8.GetBytes(body));

    private static ReadEvents Lines(string body) => new StatusEventReader(Now).ReadLines(Encoding.UTF8.GetBytes(body));

    private static ReadEvents.Items Items(ReadEvents read) => Assert.IsType<ReadEvents.Items>(read);

    private static ReadItem Single(string body)
    {
        var items = Items(Json(body));
        Assert.True(items.IsSingle);
        return Assert.Single(items.All);
    }

    /// <summary>The right event with members replaced, added, or (null) left out.</summary>
    private static string With(params (string Member, string? Json)[] changes)
    {
        var members = JsonDocument.Parse(Right).RootElement.EnumerateObject().ToDictionary(m => m.Name, m => m.Value.GetRawText());
        foreach (var (member, json) in changes)
            if (json is null)
                members.Remove(member);
            else
                members[member] = json;
        return "{" + string.Join(',', members.Select(m => $"{JsonSerializer.Serialize(m.Key)}:{m.Value}")) + "}";
    }
}
