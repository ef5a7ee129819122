using System.Collections.Immutable;
using Selvedge.Domain.Approvals;
using Selvedge.Domain.Styles;
using Selvedge.Domain.TimeAndAction;

namespace Selvedge.Gateway.StyleLife;

/// <summary>What a style was adopted as, what it is now, and which version each order is made by.</summary>
/// <param name="Version">Of the present profile; 0 until it was adopted.</param>
/// <param name="Differences">Between what was adopted and what is now; empty until it was adopted.</param>
/// <param name="Changes">Every change of a field, newest first.</param>
/// <param name="Orders">Those that have gone out and name it on a line that goes on.</param>
public sealed record StyleProfileAnswer(
    string Style, StyleStage Stage, int Version, ImmutableArray<ProfileField> Fields, ImmutableArray<FieldChange> Differences,
    ImmutableArray<ProfileRevision> Changes, ImmutableArray<OrderProfile> Orders);

/// <summary>One field of a profile, in words.</summary>
/// <param name="Adopted">As it was adopted; null where there was nothing, or it was not adopted.</param>
public sealed record ProfileField(string Field, string? Adopted, string? Present);

/// <summary>One change of a profile.</summary>
/// <param name="Version">That it made; 0 before the adoption.</param>
/// <param name="By">Id of the person, or the name of the system.</param>
/// <param name="ConfirmedBy">Id of the second person; null where none was needed.</param>
/// <param name="Reason">Null where a file or another system said so.</param>
public sealed record ProfileRevision(
    int Version, DateTimeOffset At, string By, string? ConfirmedBy, string? Reason, ImmutableArray<FieldChange> Changes);

/// <summary>Which versions lines of one order are made by; 0 for none.</summary>
/// <param name="Issued">With the present version of the order.</param>
/// <param name="Brand">The last that the brand's side has acknowledged or issued.</param>
/// <param name="VendorHolds">The last that the vendor has acknowledged, by itself or with the order.</param>
/// <param name="Asked">The last that both were asked to acknowledge, because it came after the sealed sample; 0 for none.</param>
/// <param name="Due">By when; null while nothing is due.</param>
/// <param name="Differences">Between what the side holds that is further behind and what is now; empty where both hold it.</param>
/// <param name="Sealed">The one by which the sample was sealed; 0 while none is, and where that was not kept.</param>
/// <param name="SinceSealed">Between what was sealed and what is now; empty where nothing is otherwise.</param>
/// <param name="AcknowledgesFor">The side for which who reads it may acknowledge the present version there; null for none.</param>
public sealed record OrderProfile(
    string PurchaseOrder, ImmutableArray<int> Lines, string Vendor, string VendorName, Stage Stage, int Issued, int Brand, int VendorHolds, int Asked,
    DateTimeOffset? Due, bool Overdue, ImmutableArray<FieldChange> Differences, Party? AcknowledgesFor,
    int Sealed, ImmutableArray<FieldChange> SinceSealed);
