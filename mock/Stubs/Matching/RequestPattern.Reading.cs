namespace PlanisoContract.Mock.Stubs.Matching;

internal sealed partial class RequestPattern
{
    /// <summary>The member of this name; null where it is not there, or null.</summary>
    private static JsonPlace? Given(JsonPlace place, string name) => place.MemberOrNull(name);

    private static ValuePattern? One(JsonPlace place, string name) => Given(place, name) is { } member ? ValuePattern.Read(member) : null;

    private static NamedPatterns<ValuePattern>? Single(JsonPlace place, string name) =>
        Given(place, name) is { } member ? NamedPatterns<ValuePattern>.Read(member, ValuePattern.Read) : null;

    private static NamedPatterns<ValuesPattern>? Many(JsonPlace place, string name) =>
        Given(place, name) is { } member ? NamedPatterns<ValuesPattern>.Read(member, ValuesPattern.Read) : null;
}
