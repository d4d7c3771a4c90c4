using YamlDotNet.RepresentationModel;

namespace PlanisoContract.Tests.Conformance.Ci;

/// <summary>What tests look up in YAML files.</summary>
internal static class Yaml
{
    public static YamlMappingNode Load(params ReadOnlySpan<string> path)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(Repository.Read(path)));
        return (YamlMappingNode)stream.Documents.Single().RootNode;
    }

    public static YamlNode? At(this YamlNode node, params ReadOnlySpan<string> keys)
    {
        YamlNode? at = node;
        foreach (var key in keys)
            at = at is YamlMappingNode mapping && mapping.Children.TryGetValue(new YamlScalarNode(key), out var next) ? next : null;
        return at;
    }

    public static string? Text(this YamlNode node, params ReadOnlySpan<string> keys) => (node.At(keys) as YamlScalarNode)?.Value;

    /// <summary>Members with their texts; none where there is no such mapping.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Texts(this YamlNode node, params ReadOnlySpan<string> keys) =>
        node.At(keys) is YamlMappingNode mapping
            ? mapping.Children.Select(pair => KeyValuePair.Create(((YamlScalarNode)pair.Key).Value!, ((YamlScalarNode)pair.Value).Value!))
            : [];

    public static IEnumerable<YamlMappingNode> Steps(this YamlNode node, params ReadOnlySpan<string> keys) =>
        ((YamlSequenceNode)node.At(keys)!).Children.Cast<YamlMappingNode>();
}
