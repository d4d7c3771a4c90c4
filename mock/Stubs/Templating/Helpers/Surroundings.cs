using PlanisoContract.Mock.Stubs.Templating.Running;
using PlanisoContract.Mock.Stubs.Templating.Values;

namespace PlanisoContract.Mock.Stubs.Templating.Helpers;

/// <summary>What of the machine templates may see.</summary>
internal static class Surroundings
{
    public static IReadOnlyDictionary<string, TemplateHelper> All { get; } = new Dictionary<string, TemplateHelper>
    {
        ["hostname"] = _ => Environment.MachineName,
        ["systemValue"] = SystemValue,
    };

    /// <summary>An environment variable. The properties of a Java program do not exist here: they are empty.</summary>
    private static string? SystemValue(Call call)
    {
        var key = ValueText.Of(call.Option("key") ?? "");
        if (key.Length == 0)
            return HelperTable.Error("The key cannot be empty");
        if (!call.Run.Settings.SystemKeys.Permits(key))
            return HelperTable.Error($"Access to {key} is denied");
        return ValueText.Of(call.Option("type") ?? "ENVIRONMENT") == "ENVIRONMENT" ? Environment.GetEnvironmentVariable(key) : null;
    }
}
