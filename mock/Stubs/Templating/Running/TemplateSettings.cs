using PlanisoContract.Mock.Host;

namespace PlanisoContract.Mock.Stubs.Templating.Running;

/// <summary>What templates of a mock share.</summary>
/// <param name="Clock">For <c>now</c>.</param>
/// <param name="Random">For random values.</param>
/// <param name="SystemKeys">The environment variables that may be read.</param>
internal sealed record TemplateSettings(TimeProvider Clock, SeededRandom Random, SystemKeys SystemKeys)
{
    public static TemplateSettings Of(MockOptions options) =>
        new(options.Clock, new SeededRandom(options.Start.Seed), new SystemKeys(options.Stubs.SystemKeys));
}
