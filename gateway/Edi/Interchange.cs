using System.Collections.Immutable;

namespace Selvedge.Gateway.Edi;

/// <summary>What is wrong with an envelope, at whichever level.</summary>
internal enum EnvelopeFault
{
    None,
    TrailerMissing,
    ReferencesDiffer,
    CountDiffers,
    ReferenceTwice,
    BadReference,
    BadCharacters,
    NotTaken,

    /// <summary>The interchange has been taken before.</summary>
    Known,

    /// <summary>Something stands where nothing of its kind may.</summary>
    OutOfPlace,

    /// <summary>Nothing of the message could be done.</summary>
    ContentRefused,
}

/// <summary>One interchange whose envelopes were compared with what they say of themselves.</summary>
/// <param name="Header">ISA or UNB.</param>
/// <param name="Prepared">When the sender made it, in the sender's time; null where it says no such moment.</param>
internal sealed record Interchange(
    Delimiters Delimiters, Segment Header, string Sender, string Receiver, string Reference, DateTime? Prepared, EnvelopeFault Fault, ImmutableArray<MessageGroup> Groups);

/// <param name="Header">GS or UNG; null where EDIFACT has no groups.</param>
/// <param name="Declared">How many messages its trailer counts.</param>
internal sealed record MessageGroup(Segment? Header, string Reference, int Declared, EnvelopeFault Fault, ImmutableArray<Message> Messages);

/// <param name="Type">Such as 856 or IFTSTA.</param>
/// <param name="Segments">From header to trailer; the header is number 1.</param>
internal sealed record Message(string Type, string Reference, EnvelopeFault Fault, ImmutableArray<Segment> Segments)
{
    public Segment Header => Segments[0];
}
