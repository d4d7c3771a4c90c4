using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.OpenApi;
using Microsoft.OpenApi.Reader;
using SharpYaml;

namespace PlanisoContract.Spec;

/// <summary>Reads an OpenAPI document with declared behavior.</summary>
public static partial class ContractReader
{
    /// <summary>The contract that a document declares.</summary>
    /// <param name="api">Name of the API, as <c>--api</c> takes it.</param>
    /// <param name="file">File name for error messages.</param>
    /// <param name="yaml">The document, YAML or JSON.</param>
    /// <exception cref="InvalidContractException">The document is wrong; the exception lists every reason found.</exception>
    public static Contract Read(string api, string file, string yaml)
    {
        return Read(api, new ContractDocument(file, yaml, Parse(file, yaml)));
    }

    /// <inheritdoc cref="Read(string, string, string)"/>
    internal static Contract Read(string api, ContractDocument document)
    {
        try
        {
            var problems = new List<Problem>();
            PathItems.Inline(document.Root);
            OpenApi31.Normalize(document.Root);
            CheckOpenApi(document.File, document.Root, problems);
            var words = new WordCheck(document.File, problems);
            words.Check(document.Root);
            // What follows trusts the words that it meets, so it waits until they are right.
            ThrowIfAny(problems);
            var contract = Read(api, document.File, document.Root, new Lazy<string>(document.Text)) with { ForeignWords = [.. words.Foreign] };
            _ = contract.Content.Value;
            return contract with { Parts = [.. document.Included.Select(part => part.Document.Text).Distinct()] };
        }
        catch (InvalidContractException wrong)
        {
            throw new InvalidContractException([.. wrong.Problems.Select(document.Locate)]);
        }
    }

    /// <summary>The contract of a document that was checked before. What it declares is read when it is first asked for.</summary>
    /// <param name="api">Name of the API, as <c>--api</c> takes it.</param>
    /// <param name="file">File name for error messages.</param>
    /// <param name="json">The document as JSON, as <see cref="Contract.Json"/> was when it was read.</param>
    /// <param name="source">Its text; few ask for it.</param>
    internal static Contract ReadPrepared(string api, string file, Stream json, Func<string> source) =>
        Read(api, file, (JsonObject)JsonNode.Parse(json)!, new Lazy<string>(source));

    private static Contract Read(string api, string file, JsonObject root, Lazy<string> source)
    {
        var problems = new List<Problem>();
        var document = new DocumentNode(file, root, problems);
        var contract = new Contract
        {
            Api = api,
            Title = DocumentNode.Text(root["info"], "title") ?? api,
            Version = DocumentNode.Text(root["info"], "version") ?? "",
            Dialect = document.RequiredText(root, "", "x-dialect"),
            Document = document.RequiredText(root, "", "x-document"),
            Text = source,
            Json = root,
            SecuritySchemes = SecurityScheme.Of(root),
        };
        return contract with { Content = new Lazy<ContractContent>(() => Content(contract, document, problems)) };
    }

    private static ContractContent Content(Contract contract, DocumentNode document, List<Problem> problems)
    {
        var resources = new ResourceReader(document).Read();
        var operations = new OperationReader(document, resources).Read();
        ThrowIfAny(problems);
        // Which rules there are follows from the rest.
        var rules = new RuleReader(document, contract with { Content = new(() => new ContractContent(resources, operations, [])) }).Read();
        ThrowIfAny(problems);
        return new ContractContent(resources, operations, rules);
    }

    /// <summary>A document as JSON.</summary>
    /// <exception cref="InvalidContractException">It is neither JSON nor YAML, or no object.</exception>
    internal static JsonObject Parse(string file, string text)
    {
        JsonException? notJson = null;
        try
        {
            return (YamlText.Json(text, out notJson) ?? YamlToJson.Read(text)) as JsonObject
                ?? throw new InvalidContractException([new Problem(file, "", "an OpenAPI document", "no object")]);
        }
        catch (Exception) when (notJson is not null)
        {
            // What is nearly JSON was meant to be it.
            throw new InvalidContractException([new Problem(file, "", "well-formed JSON", notJson.Message) { Line = (int)(notJson.LineNumber ?? 0) + 1, Column = (int)(notJson.BytePositionInLine ?? 0) + 1 }]);
        }
        catch (YamlException wrong)
        {
            throw new InvalidContractException([new Problem(file, "", "well-formed YAML", YamlText.Reason(wrong), YamlText.Hint(wrong)) { Line = wrong.Start.Line + 1, Column = wrong.Start.Column + 1 }]);
        }
        catch (Exception wrong) when (wrong is ArgumentException or OpenApiException)
        {
            throw new InvalidContractException([new Problem(file, "", "YAML that can be written as JSON", wrong.Message, "Keys are texts, and $ref repeats what aliases would.")]);
        }
    }

    /// <summary>Reports what is no OpenAPI 3.0: 3.1 is written as that before.</summary>
    internal static void CheckOpenApi(string file, JsonObject root, List<Problem> problems)
    {
        ReferenceCheck.Check(file, root, problems);
        foreach (var error in Errors(root, problems))
        {
            // The library calls an extension in the wrong place an error of its own; the vocabulary says it better.
            if (error.Message.StartsWith("x-", StringComparison.Ordinal))
                continue;
            var at = error.Pointer?.TrimStart('#').TrimEnd('/') ?? "";
            if (UnknownProperty().Match(error.Message) is { Success: true } unknown)
                at = Pointer.Down(unknown.Groups[2].Success ? unknown.Groups[2].Value.TrimEnd('/') : at, unknown.Groups[1].Value);
            problems.Add(new Problem(file, at, "valid OpenAPI 3.0", error.Message, at.EndsWith("/<<", StringComparison.Ordinal) ? "Merge keys are no part of YAML 1.2: write the members out, or use allOf." : null));
        }
        if (root["openapi"]?.ToString().StartsWith("3.0", StringComparison.Ordinal) != true)
            problems.Add(new Problem(file, "/openapi", "3.0.x or 3.1.x", root["openapi"]?.ToString() ?? "nothing"));
    }

    private static IEnumerable<OpenApiError> Errors(JsonObject root, List<Problem> problems)
    {
        try
        {
            return new OpenApiJsonReader().Read(root.DeepClone(), new Uri("https://contract.invalid/"), new OpenApiReaderSettings()).Diagnostic?.Errors ?? [];
        }
        catch (NullReferenceException) when (problems.Count > 0)
        {
            // The library looks into what is no object; that it is none was found already.
            return [];
        }
    }

    [GeneratedRegex(@"^(\S+) is not a valid property(?: at #(/\S*))?")]
    private static partial Regex UnknownProperty();

    private static void ThrowIfAny(List<Problem> problems)
    {
        if (problems.Count > 0)
            throw new InvalidContractException([.. problems.Distinct()]);
    }
}
