using Selvedge.Contracts;
using Selvedge.Contracts.Stored;

namespace Selvedge.Architecture.Tests;

public sealed class WhatIsStored
{
    [Fact]
    public void Every_kind_of_stream_can_be_folded() =>
        Assert.Equal(
            typeof(Kinds).GetFields().Select(field => (string)field.GetRawConstantValue()!).Order(StringComparer.Ordinal),
            StoredKinds.All.Select(kind => kind.Name).Order(StringComparer.Ordinal));
}
