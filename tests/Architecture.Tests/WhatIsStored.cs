using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Selvedge.Contracts;
using Selvedge.Contracts.Stored;
using Selvedge.Domain;
using Selvedge.Domain.Milestones;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Domain.TimeAndAction;

namespace Selvedge.Architecture.Tests;

public sealed class WhatIsStored
{
    [Fact]
    public void Every_kind_of_stream_can_be_folded() =>
        Assert.Equal(
            typeof(Kinds).GetFields().Select(field => (string)field.GetRawConstantValue()!).Order(StringComparer.Ordinal),
            StoredKinds.All.Select(kind => kind.Name).Order(StringComparer.Ordinal));

    /// <summary>
    /// StoredForms.txt holds the form of every event as it was last agreed. What is stored is known by its place alone: a
    /// record may grow at its end, an enum may gain members and an event may be added; anything else makes yesterday's
    /// events unreadable.
    /// </summary>
    [Fact]
    public void Stored_events_only_grow()
    {
        var agreed = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "StoredForms.txt"));
        var present = EventCatalog.All.Select(e => $"event {e.Name} {e.Schema}: {NameOf(e.Type)}")
            .Concat(EventCatalog.All.SelectMany(e => Parts(e.Type)).Concat(Parts(typeof(Origin))).Distinct().Select(Describe))
            .Order(StringComparer.Ordinal).ToArray();
        var broken = agreed.Where(was => !present.Any(now => Reads(now, was)));
        Assert.Empty(broken);
        Assert.True(agreed.SequenceEqual(present), "StoredForms.txt should say:\n" + string.Join('\n', present));
    }

    // Whether what was written in one form can be read in the other.
    private static bool Reads(string now, string was) =>
        was.StartsWith("enum ", StringComparison.Ordinal) && now.Split(": ")[0] == was.Split(": ")[0]
            ? !was.Split(": ")[1].Split(", ").Except(now.Split(": ")[1].Split(", ")).Any()
            : now == was || now.StartsWith(was + ", ", StringComparison.Ordinal);

    [Fact]
    public void A_stored_event_is_JSON_without_names()
    {
        var report = new ReportMilestone(
            "FWD-ACME", "e-1", new DateTimeOffset(2026, 11, 20, 9, 14, 0, TimeSpan.Zero), false, 1, "A26", Classifier.Actual, new DateOnly(2026, 11, 20), null, "one \"line\" on time");
        var (type, _, data) = EventCatalog.Write(new PurchaseOrderEvent.MilestonesReported([report], new DateTimeOffset(2026, 11, 20, 9, 15, 0, TimeSpan.Zero)));
        Assert.Equal("purchase-order.milestones-reported", type);
        Assert.Equal(
            """[[["FWD-ACME","e-1",8484812400000000,false,1,"A26","actual",9820,null,"one \"line\" on time"]],8484813000000000]""",
            Encoding.UTF8.GetString(data));
    }

    [Fact]
    public void Nulls_at_the_end_are_left_out()
    {
        Assert.Equal("""["x"]""", Text(new Ends("x", null, null)));
        Assert.Equal("""["x",4]""", Text(new Ends("x", 4, null)));
        Assert.Equal("""["x",null,"z"]""", Text(new Ends("x", null, "z")));
        Assert.Equal(new Ends("x", 4, null), StoredForm.Read<Ends>("""["x",4]"""u8));

        static string Text(Ends value) => Encoding.UTF8.GetString(StoredForm.Write(value));
    }

    [Fact]
    public void What_was_stored_before_a_record_grew_reads_as_null_zero_or_empty()
    {
        var grown = StoredForm.Read<Grown>("""[1,["A26",9820]]"""u8);
        Assert.Equal(new Grown(1, new MilestoneDay("A26", new DateOnly(2026, 11, 20)), null, 0, Health.Done, grown.Lists, 7), grown);
        Assert.Empty(grown.Lists);
    }

    [Fact]
    public void What_a_newer_form_has_added_is_passed_over() =>
        Assert.Equal(
            new Pair(new MilestoneDay("A26", new DateOnly(2026, 11, 20)), 3),
            StoredForm.Read<Pair>("""[["A26",9820,["more",[]],7],3,null,[[4]]]"""u8));

    [Theory]
    [InlineData("{}")]
    [InlineData("[1")]
    [InlineData("[\"one\"]")]
    [InlineData("[1,7]")]
    public void Data_that_is_no_such_value_is_told(string data) =>
        Assert.ThrowsAny<JsonException>(() => StoredForm.Read<Grown>(Encoding.UTF8.GetBytes(data)));

    [Fact]
    public void A_word_that_comes_again_and_again_is_one_object()
    {
        var word = $"word {Guid.NewGuid()}";
        _ = (Again(word), Again(word));
        Assert.Same(Again(word), Again(word));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Tee \"Ink\" \n\\")]
    [InlineData("Größe 42 – Nuñez 制衣")]
    [InlineData("a sentence that is a good deal longer than any code, name or word of which there are many")]
    public void Each_text_comes_back_as_it_was_however_often(string text) =>
        Assert.All(Enumerable.Range(0, 4), _ => Assert.Equal(text, Again(text)));

    [Fact]
    public void A_missing_text_stays_missing_however_often_the_word_null_was_read()
    {
        Assert.All(Enumerable.Range(0, 4), _ => Assert.Equal("null", Again("null")));
        Assert.Null(StoredForm.Read<string>("null"u8));
    }

    private static string Again(string text) => StoredForm.Read<string>(StoredForm.Write(text));

    [Fact]
    public void An_instant_comes_back_to_its_last_tick()
    {
        var at = new DateTimeOffset(2026, 11, 20, 9, 14, 7, TimeSpan.FromHours(6)).AddTicks(1_234_567);
        Assert.Equal(at, StoredForm.Read<DateTimeOffset>(StoredForm.Write(at)));
        Assert.Equal(DateTimeOffset.MinValue, StoredForm.Read<DateTimeOffset>(StoredForm.Write(DateTimeOffset.MinValue)));
        Assert.Equal(DateOnly.MinValue, StoredForm.Read<DateOnly>(StoredForm.Write(DateOnly.MinValue)));
    }

    private static string Describe(Type type) => type.IsEnum
        ? $"enum {type.Name}: {string.Join(", ", Enum.GetNames(type))}"
        : $"record {NameOf(type)}: {string.Join(", ", type.GetConstructors().Single().GetParameters().Select(p => $"{p.Name} {Word(p.ParameterType)}"))}";

    private static string NameOf(Type type) => type.IsNested ? $"{type.DeclaringType!.Name}.{type.Name}" : type.Name;

    private static string Word(Type type) =>
        !type.IsGenericType ? NameOf(type)
        : Word(type.GetGenericArguments()[0]) + (Nullable.GetUnderlyingType(type) is null ? "[]" : "?");

    // The records and enums that a type consists of, itself among them.
    private static IEnumerable<Type> Parts(Type type)
    {
        if (type.IsGenericType)
            return Parts(type.GetGenericArguments()[0]);
        return type.Namespace?.StartsWith("Selvedge", StringComparison.Ordinal) != true ? []
            : type.IsEnum ? [type]
            : type.GetConstructors().Single().GetParameters().SelectMany(p => Parts(p.ParameterType)).Prepend(type);
    }

    private sealed record Grown(int First, MilestoneDay Inner, string? Note, int Count, Health Health, ImmutableArray<int> Lists, int Usual = 7);

    private sealed record Ends(string First, int? Second, string? Third);

    private sealed record Pair(MilestoneDay Inner, int Second);
}
