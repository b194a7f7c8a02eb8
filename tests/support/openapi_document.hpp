// server/openapi.json as tests read it, and a checker for the few words of JSON Schema it uses.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/base/json.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace ferry::testing {

using nlohmann::json;

inline std::string openapi_text() {
    std::ifstream file(FERRY_SOURCE_DIR "/server/openapi.json", std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(file), {});
}

inline const json& openapi_document() {
    static const json document = [] {
        auto parsed = parse_json(openapi_text());
        EXPECT_TRUE(parsed) << "server/openapi.json: " << parsed.error().message;
        return parsed ? std::move(*parsed) : json::object();
    }();
    return document;
}

/// What `node` refers to, or itself.
inline const json& resolved(const json& node) {
    if (!node.contains("$ref")) return node;
    const auto pointer = node.at("$ref").get<std::string>().substr(1); // without "#"
    return resolved(openapi_document().at(json::json_pointer(pointer)));
}

inline const json& schema_named(const std::string& name) {
    return openapi_document().at("components").at("schemas").at(name);
}

inline bool has_type(const json& value, const std::string& type) {
    if (type == "object") return value.is_object();
    if (type == "array") return value.is_array();
    if (type == "string") return value.is_string();
    if (type == "boolean") return value.is_boolean();
    if (type == "integer") return value.is_number_unsigned() || value.is_number_integer();
    return type == "number" && value.is_number();
}

inline bool is_required(const json& schema, const std::string& key) {
    const auto list = schema.value("required", json::array());
    return std::find(list.begin(), list.end(), key) != list.end();
}

/// What is wrong with `value`, one line each, beginning with `at`.
inline std::vector<std::string> faults_of(const json& value, const json& reference,
                                          const std::string& at) {
    const auto& schema = resolved(reference);
    if (!has_type(value, schema.value("type", "")))
        return {at + ": is no " + schema.value("type", "thing with a type")};
    std::vector<std::string> faults;
    const auto add = [&](const std::vector<std::string>& more) {
        faults.insert(faults.end(), more.begin(), more.end());
    };
    if (schema.contains("const") && value != schema.at("const")) add({at + ": is not the const"});
    if (value.is_string() && schema.contains("maxLength") &&
        value.get_ref<const std::string&>().size() > schema.at("maxLength").get<std::size_t>())
        add({at + ": is longer than maxLength"});
    if (value.is_array())
        for (const auto& item : value)
            add(faults_of(item, schema.at("items"), at + "[]"));
    if (!value.is_object() || !schema.contains("properties")) return faults;
    for (const auto& [key, inner] : value.items()) {
        if (schema.at("properties").contains(key))
            add(faults_of(inner, schema.at("properties").at(key), at + "." + key));
        else
            add({at + "." + key + ": is not in server/openapi.json; add it to properties"});
    }
    for (const auto& [key, inner] : schema.at("properties").items())
        if (is_required(schema, key) && !value.contains(key))
            add({at + "." + key + ": is missing"});
    return faults;
}

/// One method of one path.
struct Operation {
    std::string method; // "GET"
    std::string path;
    const json* node = nullptr;

    bool open() const { return node->contains("security") && node->at("security").empty(); }
    std::string name() const { return method + " " + path; }
    /// The schema of the JSON body; empty where there is none.
    std::string body_schema() const {
        const json::json_pointer content("/requestBody/content");
        if (!node->contains(content) || !node->at(content).contains("application/json")) return "";
        const auto reference =
            node->at(content).at("application/json").at("schema").at("$ref").get<std::string>();
        return reference.substr(reference.rfind('/') + 1);
    }
    std::size_t body_limit(const char* which) const {
        return node->at(json::json_pointer("/requestBody/x-limit")).at(which).get<std::size_t>();
    }
    /// The names of those "in" the path or elsewhere.
    std::vector<std::string> parameters(const std::string& in) const {
        std::vector<std::string> names;
        for (const auto& reference : node->value("parameters", json::array())) {
            const auto& parameter = resolved(reference);
            if (parameter.at("in") == in) names.push_back(parameter.at("name"));
        }
        return names;
    }
};

inline std::vector<Operation> operations() {
    std::vector<Operation> all;
    for (const auto& [path, methods] : openapi_document().at("paths").items())
        for (const auto& [method, node] : methods.items()) {
            auto upper = method;
            std::transform(upper.begin(), upper.end(), upper.begin(),
                           [](char c) { return static_cast<char>(c - 'a' + 'A'); });
            all.push_back({upper, path, &node});
        }
    return all;
}

} // namespace ferry::testing
