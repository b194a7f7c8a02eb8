// Making a certificate with OpenSSL.
// SPDX-License-Identifier: Apache-2.0
#include "server/app/self_signed.hpp"

#include "core/base/text.hpp"
#include "core/platform/files.hpp"

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <array>
#include <memory>

namespace ferry::server {
namespace {

constexpr long kLifeSeconds = 10L * 365 * 24 * 60 * 60;

template <auto Free>
struct Freed {
    template <typename T>
    void operator()(T* object) const {
        Free(object);
    }
};
using Key = std::unique_ptr<EVP_PKEY, Freed<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Freed<X509_free>>;
using Memory = std::unique_ptr<BIO, Freed<BIO_free_all>>;

Error failed(const char* what) {
    return Error{Code::Internal, std::string("OpenSSL cannot ") + what};
}

std::string text_of(BIO* memory) {
    char* bytes = nullptr;
    const auto size = BIO_get_mem_data(memory, &bytes);
    return {bytes, static_cast<std::size_t>(size)};
}

std::string alternative_names(const std::vector<std::string>& names) {
    std::string text = "DNS:localhost,IP:127.0.0.1,IP:::1";
    for (const auto& name : names) {
        const bool address = name.find_first_not_of("0123456789.:abcdef") == std::string::npos;
        text += (address ? ",IP:" : ",DNS:") + name;
    }
    return text;
}

bool add_extension(X509* certificate, int kind, const std::string& value) {
    std::unique_ptr<X509_EXTENSION, Freed<X509_EXTENSION_free>> extension(
        X509V3_EXT_conf_nid(nullptr, nullptr, kind, value.c_str()));
    return extension && X509_add_ext(certificate, extension.get(), -1) == 1;
}

Certificate make_certificate(EVP_PKEY* key, const std::vector<std::string>& names) {
    Certificate made(X509_new());
    X509_set_version(made.get(), 2);
    ASN1_INTEGER_set(X509_get_serialNumber(made.get()), 1);
    X509_gmtime_adj(X509_getm_notBefore(made.get()), -3600);
    X509_gmtime_adj(X509_getm_notAfter(made.get()), kLifeSeconds);
    X509_set_pubkey(made.get(), key);
    auto* name = X509_get_subject_name(made.get());
    const std::string common = "ferryd";
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8,
                               reinterpret_cast<const unsigned char*>(common.data()),
                               static_cast<int>(common.size()), -1, 0);
    X509_set_issuer_name(made.get(), name);
    const bool good = add_extension(made.get(), NID_basic_constraints, "critical,CA:FALSE") &&
                      add_extension(made.get(), NID_subject_alt_name, alternative_names(names)) &&
                      X509_sign(made.get(), key, EVP_sha256()) > 0;
    return good ? std::move(made) : nullptr;
}

Result<void> write_new(Files& files, const CertificateFiles& at,
                       const std::vector<std::string>& names) {
    const Key key(EVP_EC_gen("P-256"));
    if (!key) return failed("make a key");
    const auto certificate = make_certificate(key.get(), names);
    if (!certificate) return failed("make a certificate; is a name malformed?");
    const Memory key_text(BIO_new(BIO_s_mem()));
    const Memory certificate_text(BIO_new(BIO_s_mem()));
    if (PEM_write_bio_PrivateKey(key_text.get(), key.get(), nullptr, nullptr, 0, nullptr,
                                 nullptr) != 1 ||
        PEM_write_bio_X509(certificate_text.get(), certificate.get()) != 1)
        return failed("write PEM");
    const auto stored = files.replace(at.key, text_of(key_text.get()), true);
    if (!stored) return stored.error();
    return files.replace(at.certificate, text_of(certificate_text.get()), false);
}

Result<std::string> fingerprint_of(const std::string& pem) {
    const Memory memory(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
    const Certificate certificate(PEM_read_bio_X509(memory.get(), nullptr, nullptr, nullptr));
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned size = 0;
    if (!certificate || X509_digest(certificate.get(), EVP_sha256(), digest.data(), &size) != 1)
        return failed("read the certificate");
    return hex(std::string_view(reinterpret_cast<const char*>(digest.data()), size));
}

} // namespace

Result<CertificateFiles> self_signed_certificate(const std::filesystem::path& folder,
                                                 const std::vector<std::string>& names) {
    RealFiles files;
    CertificateFiles made{folder / "tls-certificate.pem", folder / "tls-key.pem", {}};
    if (!files.exists(made.certificate)) {
        const auto written = write_new(files, made, names);
        if (!written) return written.error();
    }
    const auto pem = files.read(made.certificate, 64 * 1024);
    if (!pem) return pem.error();
    auto fingerprint = fingerprint_of(*pem);
    if (!fingerprint) return fingerprint.error();
    made.fingerprint = std::move(*fingerprint);
    return made;
}

} // namespace ferry::server
