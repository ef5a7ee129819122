using System.Collections.Immutable;
using Selvedge.Domain.Approvals;
using Selvedge.Domain.PurchaseOrders;
using Selvedge.Gateway.Security;
using Selvedge.Gateway.Writing;

namespace Selvedge.Gateway.Approvals;

/// <summary>Reads what may be asked of approvals from the bodies of requests.</summary>
internal static class ApprovalForms
{
    public const int MaxIdCharacters = 400;
    private const int MaxNameCharacters = 100;
    private const int MaxTextCharacters = 2_000;
    private const int MaxReasons = 9;

    public static (string? Style, string? PurchaseOrder, int Line, ApprovalWish Wish) ReadWish(JsonForm form)
    {
        var (style, order) = (form.Text("style", MaxNameCharacters), form.Text("purchaseOrder", MaxNameCharacters));
        var line = form.Whole("line", 1, 9_999, required: order is not null) ?? 0;
        if (style is null == (order is null))
            form.Refuse(style is null ? "style" : "purchaseOrder", "required", "Expected style, or purchaseOrder and line.");
        var type = form.Text("type", MaxNameCharacters, required: true) ?? "";
        return (style, order, line, new ApprovalWish(
            type, form.Text("colour", MaxNameCharacters), form.Text("mill", MaxNameCharacters), form.Text("size", MaxNameCharacters),
            form.Text("vendor", MaxNameCharacters), form.Flag("mandatory", otherwise: true)));
    }

    /// <param name="version">That the sender looked at; null for any.</param>
    public static ApprovalAct ReadAct(JsonForm form, CurrentPerson person, int? version) => new(
        form.Choice<ApprovalMove>("act", required: true) ?? default, person.Id, person.Rights.Party ?? default, version,
        form.Day("on"), form.Day("date"), form.Text("text", MaxTextCharacters), form.Texts("reasons", MaxReasons, MaxNameCharacters),
        ReadParcel(form), form.Text("vendor", MaxNameCharacters), form.Text("reviewer", MaxNameCharacters), form.Text("from", MaxIdCharacters), person.Role,
        form.Text("mill", MaxNameCharacters));

    public static ProposalAnswer ReadAnswer(JsonForm form, Guid proposal) => new(proposal, form.Text("note", MaxTextCharacters));

    public static SampleMove ReadPlace(JsonForm form, CurrentPerson person) => new(
        person.Id, form.Text("location", MaxNameCharacters, required: true) ?? "", ReadParcel(form), form.Day("on"));

    public static CustomsDeclaration ReadCustoms(JsonForm form, CurrentPerson person) => new(
        person.Id, form.Choice<SamplePurpose>("purpose", required: true) ?? default, ReadCountry(form), form.Text("heading", MaxNameCharacters),
        form.Amount("valueUsd", 0, 1_000_000), form.Choice<SampleMarking>("marking") ?? SampleMarking.None,
        form.Amount("lengthInches", 0, 100), form.Amount("heightInches", 0, 100), form.Flag("onSeam"), form.Flag("visible"), form.Flag("permanent"),
        form.Flag("contrasting"), form.Text("broker", MaxNameCharacters), form.Choice<CustomsDecision>("decision") ?? CustomsDecision.Pending,
        form.Text("text", MaxTextCharacters));

    private static Parcel? ReadParcel(JsonForm form)
    {
        if (form.Object("parcel") is not { } parcel)
            return null;
        var read = new Parcel(
            parcel.Text("carrier", MaxNameCharacters, required: true) ?? "", parcel.Text("number", MaxNameCharacters, required: true) ?? "");
        parcel.Close();
        return read;
    }

    private static string ReadCountry(JsonForm form)
    {
        var country = form.Text("country", 2) ?? "US";
        if (country.Length != 2 || !country.All(char.IsAsciiLetterUpper))
            form.Refuse("country", "wrong-type", "Expected a country as ISO 3166 alpha-2, such as US.");
        return country;
    }
}

/// <summary>An approval asked for by hand, as it is sent.</summary>
/// <param name="Style">Or else purchaseOrder and line.</param>
/// <param name="Mandatory">The milestone is not reached without it.</param>
public sealed record ApprovalWishDocument(
    string? Style, string? PurchaseOrder, int? Line, string Type, string? Colour, string? Mill, string? Size, string? Vendor, bool? Mandatory);

/// <summary>An act as it is sent.</summary>
/// <param name="Id">Of the approval; in a batch alone.</param>
/// <param name="Version">That was looked at; in a batch alone.</param>
/// <param name="On">The day it happened; today where it is left out.</param>
/// <param name="Date">The day it is wanted, or will be here.</param>
/// <param name="Reasons">Codes of approval-types.</param>
/// <param name="From">What is carried over.</param>
/// <param name="Mill">Who makes the material: code of a vendor, or a name (request).</param>
public sealed record ApprovalActDocument(
    string? Id, int? Version, ApprovalMove Act, DateOnly? On, DateOnly? Date, string? Text, ImmutableArray<string>? Reasons, Parcel? Parcel,
    string? Vendor, string? Reviewer, string? From, string? Mill = null);

public sealed record PlaceDocument(string Location, Parcel? Parcel, DateOnly? On);

/// <param name="Country">Of import; US where it is left out.</param>
/// <param name="Heading">Tariff line, such as 9811.00.60.</param>
public sealed record CustomsDocument(
    SamplePurpose Purpose, string? Country, string? Heading, decimal? ValueUsd, SampleMarking? Marking, decimal? LengthInches, decimal? HeightInches,
    bool? OnSeam, bool? Visible, bool? Permanent, bool? Contrasting, string? Broker, CustomsDecision? Decision, string? Text);

/// <summary>What became of an act.</summary>
/// <param name="Proposal">Id of what now waits for a second person; null where it was done.</param>
public sealed record ApprovalActAnswer(WriteStatus Status, int Version, long Position, string? Proposal);

/// <summary>What became of asking for an approval.</summary>
public sealed record PlannedVerdict(string Id, WriteStatus Status, int Version, long Position);
