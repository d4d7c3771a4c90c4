using System.Net.Http.Json;
using System.Text.Json.Nodes;
using PlanisoContract.Spec;

namespace PlanisoContract.Tests.Mock.State.Stores;

/// <summary>What clients see of the state of a mock.</summary>
internal static class StoredState
{
    /// <summary>Everything: silos with their records, overrides, snapshots.</summary>
    public static async Task<string> ExportAsync(HttpClient client)
    {
        var silos = JsonNode.Parse(await client.GetStringAsync("/__admin/silos"))!["silos"]!.AsArray();
        var parts = new List<string>();
        foreach (var silo in silos)
        {
            silo!.AsObject().Remove("url");
            parts.Add(silo.ToJsonString());
            parts.Add(await client.GetStringAsync($"/__admin/silos/{silo["name"]}/data"));
        }
        parts.Add(await client.GetStringAsync("/__admin/overrides"));
        foreach (var snapshot in JsonNode.Parse(await client.GetStringAsync("/__admin/snapshots"))!["snapshots"]!.AsArray())
            parts.Add(await client.GetStringAsync($"/__admin/snapshots/{snapshot!["name"]}"));
        return string.Join('\n', parts);
    }

    /// <summary>What all lists of some silos answer, and their records, in which a link is no more than an identity: which version was linked is stored where answers depend on it.</summary>
    public static async Task<string> AnswersAsync(HttpClient client, Contract contract, params IEnumerable<string> keys)
    {
        var answers = new List<string>();
        foreach (var key in keys)
        {
            foreach (var list in contract.Operations.Where(operation => operation.Kind == OperationKind.List))
            {
                for (var parent = 1; parent <= 3; parent++)
                {
                    using var request = new HttpRequestMessage(HttpMethod.Get, list.Expand(parameter => parameter.Role == ParameterRole.Format ? contract.Formats[0] : $"{parent}"));
                    request.Headers.TryAddWithoutValidation("Authorization", contract.SecuritySchemes.Any(scheme => scheme.Place == SecurityPlace.Scheme) ? $"Bearer {key}" : key);
                    request.Headers.TryAddWithoutValidation("X-Redmine-API-Key", key);
                    using var response = await client.SendAsync(request);
                    answers.Add(await response.Content.ReadAsStringAsync());
                }
            }
            var data = JsonNode.Parse(await client.GetStringAsync($"/__admin/silos/{key}/data"))!;
            Unlink(data);
            answers.Add(data.ToJsonString(new System.Text.Json.JsonSerializerOptions { WriteIndented = true }));
        }
        return string.Join('\n', answers);
    }

    private static void Unlink(JsonNode? node)
    {
        foreach (var (name, value) in (node as JsonObject ?? []).ToArray())
        {
            if (value is JsonObject link && link["$version"] is JsonObject version)
                node![name] = version.First().Value!.DeepClone();
            else
                Unlink(value);
        }
        for (var at = 0; node is JsonArray list && at < list.Count; at++)
        {
            if (list[at] is JsonObject link && link["$version"] is JsonObject version)
                list[at] = version.First().Value!.DeepClone();
            else
                Unlink(list[at]);
        }
    }

    /// <summary>Tells the first line that differs.</summary>
    public static void ShouldBeSame(string after, string before)
    {
        var (now, then) = (after.Split('\n'), before.Split('\n'));
        var at = Enumerable.Range(0, Math.Min(now.Length, then.Length)).FirstOrDefault(line => now[line] != then[line], -1);
        if (at >= 0)
            string.Join('\n', now[Math.Max(0, at - 15)..Math.Min(now.Length, at + 5)]).ShouldBe(string.Join('\n', then[Math.Max(0, at - 15)..Math.Min(then.Length, at + 5)]));
        now.Length.ShouldBe(then.Length);
    }

    /// <summary>Sends writes of all kinds, most of which succeed, with a key.</summary>
    public static async Task WriteSomeAsync(HttpClient client, string key, Contract contract, Random chance, int count, int highest)
    {
        var writes = contract.Operations.Where(operation => operation.Writes).ToList();
        for (var step = 0; step < count; step++)
        {
            var operation = writes[chance.Next(writes.Count)];
            var body = operation.Bodies is [var example, ..] ? example.Example?.ToJsonString() ?? "{}" : "";
            body = body.Replace("a", $"a{chance.Next(40)}", StringComparison.Ordinal).Replace("1", $"{chance.Next(1, highest)}", StringComparison.Ordinal);
            var path = operation.Expand(parameter => parameter.Role == ParameterRole.Format ? contract.Formats[0] : $"{chance.Next(1, highest + 1)}");
            using var request = new HttpRequestMessage(operation.Method, path) { Content = body.Length == 0 ? null : new StringContent(body, null, "application/json") };
            request.Headers.TryAddWithoutValidation("Authorization", contract.SecuritySchemes.Any(scheme => scheme.Place == SecurityPlace.Scheme) ? $"Bearer {key}" : key);
            request.Headers.TryAddWithoutValidation("X-Redmine-API-Key", key);
            using var response = await client.SendAsync(request);
            ((int)response.StatusCode).ShouldBeLessThan(500, $"{operation.Method} {path} {body} {await response.Content.ReadAsStringAsync()}");
        }
    }

    public static async Task<JsonNode> CreateUserAsync(HttpClient client, string name)
    {
        using var response = await client.PostAsJsonAsync("/v1/user", new JsonObject { ["fullname"] = name, ["email"] = $"{name.Replace(' ', '.')}@example.com" });
        var text = await response.Content.ReadAsStringAsync();
        response.IsSuccessStatusCode.ShouldBeTrue(text);
        return JsonNode.Parse(text)!["data"]!;
    }

    public static async Task SendAsync(HttpClient client, string method, string path, string? body = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = body is null ? null : new StringContent(body, null, "application/json") };
        using var response = await client.SendAsync(request);
        response.IsSuccessStatusCode.ShouldBeTrue($"{method} {path}: {(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}");
    }
}
