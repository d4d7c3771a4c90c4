namespace PlanisoContract.Mock.Stubs.Templating.Values;

/// <summary>A moment with the way it is written.</summary>
/// <param name="Instant">The moment.</param>
/// <param name="Format">A Java date pattern, <c>epoch</c>, <c>unix</c>, or null for ISO 8601 without fractions.</param>
/// <param name="Zone">Where it is written for; null for UTC.</param>
internal sealed record RenderableDate(DateTimeOffset Instant, string? Format, TimeZoneInfo? Zone) : IHasText, IHasJson
{
    public string Text => JavaDateText.Of(this);

    public object Json => Text;
}
